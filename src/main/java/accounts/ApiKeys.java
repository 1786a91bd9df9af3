package accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keys of programs, {@code ohk_} and 43 characters that hold 256 random bits; only their SHA-256 is stored. A key is looked up
 * at each use by one query on an index, so a revoked one is refused at once, by every process.
 */
@Component
public class ApiKeys {
    /** What a key can be good for; {@code admin} is good for everything. */
    public static final List<String> SCOPES = List.of("read", "attendance", "sync", "gateway", "admin");

    static final Duration LONGEST = Duration.ofDays(3650);

    private static final String START = "ohk_";
    private static final int SHOWN = 10;
    private static final Pattern FORM = Pattern.compile(START + "[A-Za-z0-9_-]{43}");
    private static final String COLUMNS =
            "id, name, prefix, scopes, created_at, created_by, expires_at, last_used_at, revoked_at";

    /**
     * What is known of a key.
     *
     * @param prefix its first ten characters
     * @param scopes what it is good for, sorted
     * @param lastUsedAt to the minute; null when it never was
     * @param revokedAt null while it is not
     */
    public record ApiKey(
            long id,
            String name,
            String prefix,
            List<String> scopes,
            Instant createdAt,
            String createdBy,
            Instant expiresAt,
            Instant lastUsedAt,
            Instant revokedAt) {
        /** live, expired or revoked. */
        public String status() {
            return revokedAt != null ? "revoked" : expiresAt.isBefore(Instant.now()) ? "expired" : "live";
        }
    }

    /**
     * A new key, the only time that it is there in clear.
     *
     * @param secret the key
     */
    public record Created(ApiKey key, String secret) {
        @Override
        public String toString() {
            return "Created[key=" + key + "]";
        }
    }

    private record Found(long id, String name, List<String> scopes, boolean touch) {}

    private final JdbcClient database;
    private final LookUps lookUps;

    ApiKeys(JdbcClient database, LookUps lookUps) {
        this.database = database;
        this.lookUps = lookUps;
    }

    /**
     * @param name how people call it, 1 to 64 characters; no other live key may have it
     * @param scopes at least one of {@link #SCOPES}
     * @param lifetime 1 to 3650 days
     * @param actor who makes it
     * @throws AccountRefusal status 422 for a name that is taken, or for what does not fit the above
     */
    public Created create(String name, Set<String> scopes, Duration lifetime, String actor) {
        String called = name == null ? "" : name.strip();
        if (called.isEmpty() || called.length() > 64) {
            throw AccountRefusal.ofField("/name", "length", "The name has to have 1 to 64 characters.");
        }
        if (scopes.isEmpty() || !SCOPES.containsAll(scopes)) {
            throw AccountRefusal.ofField("/scopes", "unknown", "Scopes are " + String.join(", ", SCOPES) + ".");
        }
        if (lifetime.compareTo(Duration.ofDays(1)) < 0 || lifetime.compareTo(LONGEST) > 0) {
            throw AccountRefusal.ofField("/expires_in_days", "range", "A key lasts 1 to 3650 days.");
        }
        String secret = START + Secrets.random();
        try {
            ApiKey key = database.sql("INSERT INTO api_key (name, prefix, secret_hash, scopes, created_by, expires_at)"
                            + " VALUES (:name, :prefix, :hash, :scopes, :actor, :expires) RETURNING " + COLUMNS)
                    .param("name", called)
                    .param("prefix", secret.substring(0, SHOWN))
                    .param("hash", Secrets.sha256(secret))
                    .param("scopes", new TreeSet<>(scopes).toArray(String[]::new))
                    .param("actor", actor)
                    .param("expires", OffsetDateTime.now(ZoneOffset.UTC).plus(lifetime))
                    .query((row, i) -> key(row))
                    .single();
            return new Created(key, secret);
        } catch (DuplicateKeyException taken) {
            throw AccountRefusal.ofField(
                    "/name", "taken", "There is a key of this name; revoke it first, or take another name.");
        }
    }

    /** Every key that is not revoked, and those revoked within 30 days, by name. */
    public List<ApiKey> list() {
        return database.sql("SELECT " + COLUMNS + " FROM api_key"
                        + " WHERE revoked_at IS NULL OR revoked_at > now() - interval '30 days' ORDER BY name, id")
                .query((row, i) -> key(row))
                .list();
    }

    /** @return whether there was a key of this id that was not revoked yet */
    public boolean revoke(long id, String actor) {
        return database.sql("UPDATE api_key SET revoked_at = clock_timestamp(), revoked_by = :actor"
                                + " WHERE id = :id AND revoked_at IS NULL")
                        .param("id", id)
                        .param("actor", actor)
                        .update()
                == 1;
    }

    /** @return whether there was a key of this name that was not revoked yet */
    public boolean revoke(String name, String actor) {
        return database.sql("UPDATE api_key SET revoked_at = clock_timestamp(), revoked_by = :actor"
                                + " WHERE name = :name AND revoked_at IS NULL")
                        .param("name", name)
                        .param("actor", actor)
                        .update()
                == 1;
    }

    /**
     * Who comes with this key.
     *
     * @param secret as it came
     * @return empty when it is not good, whatever the cause
     */
    Optional<ApiKeyAuthentication> find(String secret, RequestOrigin origin) {
        if (!FORM.matcher(secret).matches()) {
            return Optional.empty();
        }
        Optional<Found> found = lookUps.database()
                .sql("SELECT id, name, scopes,"
                        + " last_used_at IS NULL OR last_used_at < now() - interval '1 minute' AS touch FROM api_key"
                        + " WHERE secret_hash = :hash AND revoked_at IS NULL AND expires_at > now()")
                .param("hash", Secrets.sha256(secret))
                .query((row, i) ->
                        new Found(row.getLong("id"), row.getString("name"), scopes(row), row.getBoolean("touch")))
                .optional();
        found.filter(Found::touch)
                .ifPresent(key -> database.sql("UPDATE api_key SET last_used_at = now() WHERE id = :id"
                                + " AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')")
                        .param("id", key.id())
                        .update());
        return found.map(key -> new ApiKeyAuthentication(key.id(), key.name(), key.scopes(), origin));
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getLong("id"),
                row.getString("name"),
                row.getString("prefix"),
                scopes(row),
                instant(row, "created_at"),
                row.getString("created_by"),
                instant(row, "expires_at"),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"));
    }

    private static List<String> scopes(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("scopes").getArray());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
