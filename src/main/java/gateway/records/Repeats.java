package gateway.records;

import gateway.mirror.ReadRefusal;
import gateway.policy.Caller;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Creates that carry an {@code Idempotency-Key}: sent again, they give what the first one made. Kept for 30 days. */
@Component
class Repeats {
    private static final int LEASE = 60;

    private final JdbcClient database;

    Repeats(JdbcClient database) {
        this.database = database;
    }

    private record Known(String fingerprint, Long odooId, boolean underWay) {}

    /**
     * @param key null for a request that is done each time it comes
     * @param asked everything that makes a request the same as another
     * @param create makes the record and gives its id
     * @throws ReadRefusal status 409 while the first one is under way, or when its outcome is not known; 422 for another request
     *     with the same key
     */
    long once(Caller caller, String key, String asked, LongSupplier create) {
        if (key == null || key.isBlank()) {
            return create.getAsLong();
        }
        String fingerprint = HexFormat.of().formatHex(digest(asked));
        // Strangers share nothing, not even keys.
        String owner = caller.role().text() + "/" + (caller.isNobody() ? fingerprint : caller.name());
        OptionalLong made = claim(owner, key, fingerprint);
        if (made.isPresent()) {
            return made.getAsLong();
        }
        try {
            long id = create.getAsLong();
            database.sql("UPDATE gateway_request SET odoo_id = ? WHERE owner = ? AND idempotency_key = ?")
                    .params(id, owner, key)
                    .update();
            return id;
        } catch (ReadRefusal refused) {
            if (refused.getStatus() != 504) {
                database.sql("DELETE FROM gateway_request WHERE owner = ? AND idempotency_key = ?")
                        .params(owner, key)
                        .update();
            }
            throw refused;
        }
    }

    /** @return what was made before; empty when it is ours to make now */
    private OptionalLong claim(String owner, String key, String fingerprint) {
        database.sql("DELETE FROM gateway_request WHERE created_at < now() - interval '30 days'")
                .update();
        int claimed = database.sql("INSERT INTO gateway_request (owner, idempotency_key, fingerprint, claimed_until)"
                        + " VALUES (?, ?, ?, clock_timestamp() + ? * interval '1 second') ON CONFLICT DO NOTHING")
                .params(owner, key, fingerprint, LEASE)
                .update();
        if (claimed == 1) {
            return OptionalLong.empty();
        }
        Known known = database.sql("SELECT fingerprint, odoo_id, claimed_until > clock_timestamp() AS under_way"
                        + " FROM gateway_request WHERE owner = ? AND idempotency_key = ?")
                .params(owner, key)
                .query(Known.class)
                .optional()
                .orElseThrow(() -> ReadRefusal.untilLater(409, 1, "The same request is under way; try again."));
        if (!known.fingerprint().equals(fingerprint)) {
            throw ReadRefusal.of(422, "Another request had this Idempotency-Key; take a new one.");
        }
        if (known.odooId() != null) {
            return OptionalLong.of(known.odooId());
        }
        throw known.underWay()
                ? ReadRefusal.untilLater(409, 1, "The same request is under way; try again in a moment.")
                : ReadRefusal.of(
                        409, "Whether the first try was done is not known; look in Odoo, then take a new key.");
    }

    private static byte[] digest(String text) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
