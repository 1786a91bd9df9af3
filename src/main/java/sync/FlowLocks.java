package sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.stereotype.Component;

/**
 * One run at a time for a flow and connection, across processes: advisory locks, which PostgreSQL lets go of when the process dies.
 * All locks of a process are held by one database connection, so runs that wait for Odoo cost the pool nothing; it goes back to the
 * pool with the last lock.
 */
@Component
class FlowLocks {
    private static final Logger LOG = LoggerFactory.getLogger(FlowLocks.class);
    private static final int PATIENCE = 5;

    private final DataSource dataSource;
    private final Set<String> held = new LinkedHashSet<>();
    private Connection connection;

    /** A lock that is held until it is closed. Closing it again does nothing. */
    interface Lock extends AutoCloseable {
        @Override
        void close();
    }

    FlowLocks(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @return the lock, or empty when another run holds it, here or in another process */
    synchronized Optional<Lock> tryAcquire(String flow, String odooConnection) {
        String key = "odoo-hub/" + flow + "/" + odooConnection;
        if (held.contains(key)) {
            return Optional.empty();
        }
        try {
            connect();
            if (!ask("SELECT pg_try_advisory_lock(hashtextextended(?, 0))", key)) {
                letGo();
                return Optional.empty();
            }
        } catch (SQLException e) {
            drop();
            throw new CannotGetJdbcConnectionException("No database connection for the lock of flow " + flow, e);
        }
        held.add(key);
        return Optional.of(() -> release(key));
    }

    private synchronized void release(String key) {
        if (!held.remove(key)) {
            return;
        }
        try {
            if (connection != null) {
                ask("SELECT pg_advisory_unlock(hashtextextended(?, 0))", key);
            }
            letGo();
        } catch (SQLException e) {
            LOG.debug("The connection that held locks was lost; PostgreSQL released them");
            drop();
        }
    }

    /** A connection that works. After one that was lost, what it held is taken again where nobody else was faster. */
    private void connect() throws SQLException {
        if (connection != null && connection.isValid(PATIENCE)) {
            return;
        }
        drop();
        connection = dataSource.getConnection();
        for (String key : held) {
            ask("SELECT pg_try_advisory_lock(hashtextextended(?, 0))", key);
        }
    }

    private boolean ask(String sql, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private void letGo() {
        if (held.isEmpty()) {
            drop();
        }
    }

    private void drop() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("Closing a lost connection failed");
        } finally {
            connection = null;
        }
    }
}
