package realtime;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table realtime_hook, held in memory: whoever brings a secret is answered whatever the database does. What another process
 * changed is known with the next {@link #refresh}.
 */
@Component("hooks")
public class Hooks {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final byte[] NOBODYS = new byte[BYTES];

    private final JdbcClient database;
    private volatile Map<String, Hook> known = Map.of();

    Hooks(JdbcClient database) {
        this.database = database;
    }

    /** Reads what there is. */
    public void refresh() {
        known = database
                .sql("SELECT connection, secret_hash, channel FROM realtime_hook")
                .query((row, i) -> new Hook(row.getString(1), row.getBytes(2), row.getString(3)))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Hook::connection, hook -> hook));
    }

    /** Whether that is the secret of the connection's webhook; takes as long whether the connection has one or not. */
    boolean isSecret(String connection, String secret) {
        Hook hook = known.get(connection);
        boolean has = hook != null && hook.secretHash() != null;
        return MessageDigest.isEqual(sha256(secret), has ? hook.secretHash() : NOBODYS) && has;
    }

    Optional<Hook> of(String connection) {
        return Optional.ofNullable(known.get(connection));
    }

    Collection<Hook> all() {
        return known.values();
    }

    /** Keeps the secret of a connection's webhook, in the place of the one before. */
    void keepSecret(String connection, String secret) {
        database.sql(
                        "INSERT INTO realtime_hook AS h (connection, secret_hash) VALUES (:connection, :hash)"
                                + " ON CONFLICT (connection) DO UPDATE SET secret_hash = EXCLUDED.secret_hash, changed_at = clock_timestamp()")
                .param("connection", connection)
                .param("hash", sha256(secret))
                .update();
        refresh();
    }

    /** The channel of a connection; made when there is none. */
    String channel(String connection) {
        String channel = database.sql(
                        "INSERT INTO realtime_hook AS h (connection, channel) VALUES (:connection, :channel)"
                                + " ON CONFLICT (connection) DO UPDATE SET channel = coalesce(h.channel, EXCLUDED.channel) RETURNING channel")
                .param("connection", connection)
                .param("channel", "odoo-hub-" + random())
                .query(String.class)
                .single();
        refresh();
        return channel;
    }

    /**
     * Takes or keeps the place of the one process that listens to a connection's bus.
     *
     * @param heard number of the last message that was heard; 0 when this process has not listened yet
     * @return the number of the last message that anybody heard; empty when another process listens
     */
    Optional<Long> listen(String connection, UUID me, long heard, Duration lease) {
        return database.sql(
                        "UPDATE realtime_hook SET listener = :me, listening_until = clock_timestamp() + make_interval(secs => :lease),"
                                + " last_message = CASE WHEN :heard > 0 THEN :heard ELSE last_message END"
                                + " WHERE connection = :connection AND channel IS NOT NULL"
                                + " AND (listener IS NULL OR listener = :me OR listening_until < clock_timestamp()) RETURNING last_message")
                .param("me", me)
                .param("lease", lease.toSeconds())
                .param("heard", heard)
                .param("connection", connection)
                .query(Long.class)
                .optional();
    }

    /** Leaves the place of the listener to others. */
    void leave(UUID me) {
        database.sql("UPDATE realtime_hook SET listener = NULL, listening_until = NULL WHERE listener = ?")
                .param(me)
                .update();
    }

    /** Forgets secret and channel: who knew them is not heard any more. */
    void remove(String connection) {
        database.sql("DELETE FROM realtime_hook WHERE connection = ?")
                .param(connection)
                .update();
        refresh();
    }

    /** 256 random bits as 43 characters that need no escaping in an address. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
