package connections;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import odoo.Secret;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The table odoo_connection. Secrets go in and out sealed. */
@Component
public class ConnectionStore {
    private static final String COLUMNS =
            "id, owner, name, url, db, username, protocol, is_default, paused_reason, created_at, updated_at, secret";
    private static final String OWNED = " FROM odoo_connection WHERE owner IS NOT DISTINCT FROM :owner::bigint";

    /** A connection and its secret. */
    record Opened(SavedConnection connection, Secret secret) {}

    private record Sealed(SavedConnection connection, byte[] secret) {}

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Vault vault;
    private final ApplicationEventPublisher events;

    ConnectionStore(
            JdbcClient database, TransactionTemplate transaction, Vault vault, ApplicationEventPublisher events) {
        this.database = database;
        this.transaction = transaction;
        this.vault = vault;
        this.events = events;
    }

    /** The connections of an owner, its default first. */
    public List<SavedConnection> list(Long owner) {
        return database.sql("SELECT " + COLUMNS + OWNED + " ORDER BY is_default DESC, name")
                .param("owner", owner)
                .query((row, i) -> read(row).connection())
                .list();
    }

    /** The owner's default connection. */
    public Optional<SavedConnection> byDefault(Long owner) {
        return database.sql("SELECT " + COLUMNS + OWNED + " AND is_default")
                .param("owner", owner)
                .query((row, i) -> read(row).connection())
                .optional();
    }

    /** The owner's connection of that name. */
    public Optional<SavedConnection> byName(Long owner, String name) {
        return database.sql("SELECT " + COLUMNS + OWNED + " AND name = :name")
                .param("owner", owner)
                .param("name", name)
                .query((row, i) -> read(row).connection())
                .optional();
    }

    /** The hub's default connection with its secret. @throws ConnectionRefusal when the secret does not open */
    Optional<Opened> openDefault() {
        return database.sql("SELECT " + COLUMNS + " FROM odoo_connection WHERE owner IS NULL AND is_default")
                .query((row, i) -> read(row))
                .optional()
                .map(this::open);
    }

    /** The hub's own connection of that name with its secret. @throws ConnectionRefusal when the secret does not open */
    Optional<Opened> openOwn(String name) {
        return database.sql("SELECT " + COLUMNS + " FROM odoo_connection WHERE owner IS NULL AND name = :name")
                .param("name", name)
                .query((row, i) -> read(row))
                .optional()
                .map(this::open);
    }

    /** A user's connection with its secret. @throws ConnectionRefusal when the secret does not open */
    Optional<Opened> open(long id) {
        return database.sql("SELECT " + COLUMNS + " FROM odoo_connection WHERE id = :id AND owner IS NOT NULL")
                .param("id", id)
                .query((row, i) -> read(row))
                .optional()
                .map(this::open);
    }

    /**
     * Saves a connection, or replaces the owner's of that name; it is active again then.
     *
     * @param makeDefault whether the owner's default becomes this one; the first connection always does
     * @throws ConnectionRefusal when there is no keyset to seal with
     */
    public SavedConnection save(Long owner, String name, Credentials credentials, boolean makeDefault) {
        vault.require();
        return transaction.execute(status -> {
            database.sql("SELECT pg_advisory_xact_lock(hashtextextended('odoo_connection ' || :owner, 0))")
                    .param("owner", String.valueOf(owner))
                    .query((row, i) -> 0)
                    .list();
            List<SavedConnection> before = list(owner);
            boolean isDefault = makeDefault
                    || before.stream()
                            .noneMatch(
                                    other -> other.isDefault() && !other.name().equals(name));
            if (isDefault) {
                database.sql("UPDATE odoo_connection SET is_default = false"
                                + " WHERE owner IS NOT DISTINCT FROM :owner::bigint AND name <> :name AND is_default")
                        .param("owner", owner)
                        .param("name", name)
                        .update();
            }
            long id = before.stream()
                    .filter(other -> other.name().equals(name))
                    .map(SavedConnection::id)
                    .findFirst()
                    .orElseGet(() -> database.sql("SELECT nextval(pg_get_serial_sequence('odoo_connection', 'id'))")
                            .query(Long.class)
                            .single());
            return database.sql(
                            "INSERT INTO odoo_connection (id, owner, name, url, db, username, protocol, secret, is_default)"
                                    + " VALUES (:id, :owner, :name, :url, :db, :username, :protocol, :secret, :isDefault)"
                                    + " ON CONFLICT (id) DO UPDATE SET url = excluded.url, db = excluded.db,"
                                    + " username = excluded.username, protocol = excluded.protocol, secret = excluded.secret,"
                                    + " is_default = excluded.is_default, state = 'active', paused_reason = NULL,"
                                    + " updated_at = clock_timestamp() RETURNING " + COLUMNS)
                    .param("id", id)
                    .param("owner", owner)
                    .param("name", name)
                    .param("url", credentials.url())
                    .param("db", credentials.db())
                    .param("username", credentials.username())
                    .param("protocol", credentials.protocol().name().toLowerCase(java.util.Locale.ROOT))
                    .param("secret", vault.seal(owner, id, credentials.secret()))
                    .param("isDefault", isDefault)
                    .query((row, i) -> read(row).connection())
                    .single();
        });
    }

    /** Removes a connection; where it was the default, the oldest that is left becomes it. @return whether it was there */
    public boolean delete(Long owner, String name) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            int gone = database.sql("DELETE" + OWNED + " AND name = :name")
                    .param("owner", owner)
                    .param("name", name)
                    .update();
            database.sql("UPDATE odoo_connection SET is_default = true WHERE id = (SELECT min(id)" + OWNED
                            + ") AND NOT EXISTS (SELECT" + OWNED + " AND is_default)")
                    .param("owner", owner)
                    .update();
            return gone == 1;
        }));
    }

    /**
     * Stops a connection from being used until its credentials are saved again, and tells whoever listens. Nothing when they were
     * saved within that time.
     *
     * @param reason in a sentence, for its owner
     * @param ago how long ago it was begun what speaks against it
     * @return whether it was in use
     */
    public boolean pause(long id, String reason, Duration ago) {
        return Boolean.TRUE.equals(transaction.execute(status -> database.sql(
                        "UPDATE odoo_connection SET state = 'paused', paused_reason = :reason, updated_at = clock_timestamp()"
                                + " WHERE id = :id AND state = 'active'"
                                + " AND updated_at <= clock_timestamp() - make_interval(secs => :ago) RETURNING "
                                + COLUMNS)
                .param("reason", reason)
                .param("id", id)
                .param("ago", ago.toMillis() / 1000.0)
                .query((row, i) -> read(row).connection())
                .optional()
                .map(paused -> {
                    if (paused.owner() != null) {
                        events.publishEvent(new ConnectionPaused(paused.owner(), paused.name()));
                    }
                    return true;
                })
                .orElse(false)));
    }

    private Opened open(Sealed row) {
        SavedConnection c = row.connection();
        return new Opened(c, vault.open(c.owner(), c.id(), row.secret()));
    }

    private static Sealed read(ResultSet row) throws SQLException {
        return new Sealed(
                new SavedConnection(
                        row.getLong("id"),
                        row.getObject("owner", Long.class),
                        row.getString("name"),
                        row.getString("url"),
                        row.getString("db"),
                        row.getString("username"),
                        row.getString("protocol"),
                        row.getBoolean("is_default"),
                        row.getString("paused_reason"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant()),
                row.getBytes("secret"));
    }
}
