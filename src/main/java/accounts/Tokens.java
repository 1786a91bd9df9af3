package accounts;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Customers' tokens, {@code id|secret}: opaque, of which only a hash is stored. A token is good while it is neither expired
 * nor revoked and its customer is linked to Odoo and active; that is looked up at each use.
 */
@Component
public class Tokens {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,17})\\|([A-Za-z0-9_-]{20,128})");
    private static final byte[] NONE = new byte[32];

    /** What a token is used as. */
    enum Kind {
        /** In the header {@code Authorization}. */
        BEARER,
        /** In the cookie {@link RequestOrigin#COOKIE}. */
        COOKIE
    }

    /**
     * A new token, the only time that it is there in clear.
     *
     * @param text {@code id|secret}
     * @param expires when it ends
     */
    record Issued(String text, Instant expires) {
        @Override
        public String toString() {
            return "Issued[expires=" + expires + "]";
        }
    }

    private record Stored(long id, long customer, byte[] hash, String kind, boolean touch) {}

    private final JdbcClient database;
    private final LookUps lookUps;

    Tokens(JdbcClient database, LookUps lookUps) {
        this.database = database;
        this.lookUps = lookUps;
    }

    Issued issue(long customer, Kind kind, Duration lifetime) {
        String secret = Secrets.random();
        Instant expires = Instant.now().plus(lifetime);
        Long id = database.sql("INSERT INTO access_token (customer_id, secret_hash, kind, expires_at)"
                        + " VALUES (:customer, :hash, :kind, :expires) RETURNING id")
                .param("customer", customer)
                .param("hash", Secrets.sha256(secret))
                .param("kind", kind.name().toLowerCase(java.util.Locale.ROOT))
                .param("expires", OffsetDateTime.ofInstant(expires, ZoneOffset.UTC))
                .query(Long.class)
                .single();
        return new Issued(id + "|" + secret, expires);
    }

    /**
     * Whose token this is.
     *
     * @param text as it came, null included
     * @return empty when it is not good, whatever the cause
     */
    Optional<CustomerAuthentication> find(String text, Kind kind, RequestOrigin origin) {
        Matcher parts = FORM.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<Stored> stored = lookUps.database()
                .sql("""
                        SELECT t.id, t.customer_id AS customer, t.secret_hash AS hash, t.kind,
                               t.last_used_at IS NULL OR t.last_used_at < now() - interval '1 minute' AS touch
                        FROM access_token t JOIN customers c ON c.id = t.customer_id
                        WHERE t.id = :id AND t.revoked_at IS NULL AND t.expires_at > now()
                          AND c.odoo_status = 'linked' AND c.odoo_partner_id IS NOT NULL AND c.account_status = 'active'
                        """)
                .param("id", Long.valueOf(parts.group(1)))
                .query(Stored.class)
                .optional();
        boolean same = Secrets.same(
                Secrets.sha256(parts.group(2)), stored.map(Stored::hash).orElse(NONE));
        if (!same || stored.isEmpty() || !stored.get().kind().equalsIgnoreCase(kind.name())) {
            return Optional.empty();
        }
        if (stored.get().touch()) {
            database.sql("UPDATE access_token SET last_used_at = now() WHERE id = :id")
                    .param("id", stored.get().id())
                    .update();
        }
        return Optional.of(
                new CustomerAuthentication(stored.get().customer(), stored.get().id(), origin));
    }

    void revoke(long id) {
        database.sql("UPDATE access_token SET revoked_at = now() WHERE id = :id AND revoked_at IS NULL")
                .param("id", id)
                .update();
    }

    /** @return how many were still good */
    int revokeAll(long customer) {
        return database.sql("UPDATE access_token SET revoked_at = now()"
                        + " WHERE customer_id = :customer AND revoked_at IS NULL AND expires_at > now()")
                .param("customer", customer)
                .update();
    }
}
