package gateway.mirror;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where the mirror is read: connections that keep the plans of their statements. Planning a read anew takes PostgreSQL longer than
 * the read itself. They see what other transactions have committed, and not what that of their thread has not.
 */
public record MirrorDatabase(JdbcClient client) {}
