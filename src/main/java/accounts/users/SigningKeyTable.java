package accounts.users;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code signing_key}: public keys as they are, private ones sealed and bound to the key's id. */
@Component
class SigningKeyTable {
    /** Of an advisory lock: one process at a time puts a new key in. */
    private static final long LOCK = 0x6f64_6f6f_6875_6203L;

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final KeySealing sealing;

    SigningKeyTable(JdbcClient database, TransactionTemplate transaction, ObjectProvider<KeySealing> sealing) {
        this.database = database;
        this.transaction = transaction;
        this.sealing = sealing.getIfAvailable();
    }

    /**
     * Every key there is, the newest first. Only the one that signs is opened.
     *
     * @param known keys that need not be opened again
     */
    List<SigningKeys.Held> all(Map<String, RSAKey> known) {
        return database.sql("SELECT kid, public_jwk::text AS jwk, sealed, created_at, retired_at FROM signing_key"
                        + " ORDER BY created_at DESC")
                .query((row, number) -> {
                    Instant retired = instant(row, "retired_at");
                    String kid = row.getString("kid");
                    RSAKey key = known.get(kid);
                    if (key == null) {
                        RSAKey readable = parse(row.getString("jwk"));
                        key = retired == null ? open(readable, row.getBytes("sealed")) : readable;
                    }
                    return new SigningKeys.Held(key, instant(row, "created_at"), retired);
                })
                .list();
    }

    /** Retires the key that signs and puts another in its place, unless it is not the expected one any more. */
    void replace(String expected, RSAKey fresh) {
        transaction.executeWithoutResult(status -> {
            database.sql("SELECT pg_advisory_xact_lock(:lock)::text")
                    .param("lock", LOCK)
                    .query(String.class)
                    .single();
            String signing = database.sql("SELECT kid FROM signing_key WHERE retired_at IS NULL")
                    .query(String.class)
                    .optional()
                    .orElse(null);
            if (signing != null && !signing.equals(expected)) {
                return;
            }
            database.sql("UPDATE signing_key SET retired_at = clock_timestamp() WHERE retired_at IS NULL")
                    .update();
            insert(fresh);
        });
    }

    /** Removes every key but that one. */
    void remove(String butNot) {
        database.sql("DELETE FROM signing_key WHERE kid <> :kid")
                .param("kid", butNot)
                .update();
    }

    void removeRetiredBefore(Instant then) {
        database.sql("DELETE FROM signing_key WHERE retired_at < :then")
                .param("then", OffsetDateTime.ofInstant(then, ZoneOffset.UTC))
                .update();
    }

    private void insert(RSAKey key) {
        try {
            String kid = key.getKeyID();
            database.sql("INSERT INTO signing_key (kid, public_jwk, sealed) VALUES (:kid, :jwk::jsonb, :sealed)")
                    .param("kid", kid)
                    .param("jwk", key.toPublicJWK().toJSONString())
                    .param("sealed", sealing.seal(key.toRSAPrivateKey().getEncoded(), place(kid)))
                    .update();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private RSAKey open(RSAKey readable, byte[] sealed) {
        try {
            byte[] encodedKey = opened(readable, sealed);
            if (encodedKey == null) {
                return readable;
            }
            var encoded = new PKCS8EncodedKeySpec(encodedKey);
            var key = (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(encoded);
            return new RSAKey.Builder(readable).privateKey(key).build();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("The signing key " + readable.getKeyID() + " cannot be read.", broken);
        }
    }

    /** Null when another keyset sealed it: it verifies still, and another one can take its place. */
    private byte[] opened(RSAKey readable, byte[] sealed) {
        try {
            return sealing.open(sealed, place(readable.getKeyID()));
        } catch (IllegalStateException otherKeyset) {
            return null;
        }
    }

    private static RSAKey parse(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String place(String kid) {
        return "signing_key/" + kid;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
