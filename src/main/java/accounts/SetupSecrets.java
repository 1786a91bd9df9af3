package accounts;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Codes and links that prove that somebody reads a customer's mail. Stored as hashes; good once, and not for long. */
@Component
class SetupSecrets {
    private static final Pattern LINK = Pattern.compile("([1-9][0-9]{0,17})\\.([A-Za-z0-9_-]{20,128})");

    /** What a link is for. */
    enum Purpose {
        /** The first password. */
        SETUP,
        /** A new password in place of a forgotten one. */
        RESET;

        String column() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A link that is good, and not used up yet.
     *
     * @param id for {@link SetupSecrets#use}
     */
    record Link(long id, long customer, Purpose purpose) {}

    private record StoredLink(long id, long customer, String purpose, String hash) {}

    private record StoredCode(long id, String hash) {}

    private final JdbcClient database;
    private final Passwords passwords;
    private final SetupProperties settings;

    SetupSecrets(JdbcClient database, Passwords passwords, SetupProperties settings) {
        this.database = database;
        this.passwords = passwords;
        this.settings = settings;
    }

    /** A new code, which takes the place of the one before. */
    String newCode(long customer) {
        String code = Secrets.code();
        database.sql("""
                        INSERT INTO setup_secret (customer_id, kind, purpose, secret_hash, expires_at)
                        VALUES (:customer, 'code', 'setup', :hash, now() + make_interval(secs => :seconds))
                        ON CONFLICT (customer_id) WHERE kind = 'code' DO UPDATE SET
                            secret_hash = EXCLUDED.secret_hash, tries = 0, created_at = clock_timestamp(),
                            expires_at = EXCLUDED.expires_at
                        """)
                .param("customer", customer)
                .param("hash", passwords.hashCode(code))
                .param("seconds", settings.codeLifetime().toSeconds())
                .update();
        return code;
    }

    /** Takes the time of {@link #newCode} for an address that is nobody's. */
    void noCode() {
        passwords.hashCode(Secrets.code());
    }

    /** A new link's token, {@code id.secret}; the ones before stay good for their time. */
    String newLink(long customer, Purpose purpose, Duration lifetime) {
        String secret = Secrets.random();
        return database.sql(
                                "INSERT INTO setup_secret (customer_id, kind, purpose, secret_hash, expires_at) VALUES"
                                        + " (:customer, 'link', :purpose, :hash, now() + make_interval(secs => :seconds)) RETURNING id")
                        .param("customer", customer)
                        .param("purpose", purpose.column())
                        .param("hash", hash(secret))
                        .param("seconds", lifetime.toSeconds())
                        .query(Long.class)
                        .single()
                + "." + secret;
    }

    /**
     * Spends a try and compares. Takes the same time whether there is a code or not.
     *
     * @param customer null when the address is nobody's
     * @return the id for {@link #use}; empty when the code is wrong, used, expired or tried too often
     */
    Optional<Long> findCode(Long customer, String code) {
        Optional<StoredCode> stored = database.sql("""
                        UPDATE setup_secret SET tries = tries + 1
                        WHERE customer_id = :customer AND kind = 'code' AND expires_at > now() AND tries < :most
                        RETURNING id, secret_hash AS hash
                        """)
                .param("customer", customer == null ? Long.valueOf(-1) : customer)
                .param("most", settings.codeTries())
                .query(StoredCode.class)
                .optional();
        boolean same = passwords.codeMatches(code, stored.map(StoredCode::hash).orElse(null));
        return same ? stored.map(StoredCode::id) : Optional.empty();
    }

    /** @param text as it came; empty when it is wrong, used or expired */
    Optional<Link> findLink(String text) {
        Matcher parts = LINK.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return database.sql("SELECT id, customer_id AS customer, purpose, secret_hash AS hash FROM setup_secret"
                        + " WHERE id = :id AND kind = 'link' AND expires_at > now()")
                .param("id", Long.valueOf(parts.group(1)))
                .query(StoredLink.class)
                .optional()
                .filter(link -> Secrets.same(HexFormat.of().parseHex(link.hash()), Secrets.sha256(parts.group(2))))
                .map(link -> new Link(
                        link.id(),
                        link.customer(),
                        Purpose.valueOf(link.purpose().toUpperCase(java.util.Locale.ROOT))));
    }

    /** Uses it up, and with it whatever else the customer was mailed. @return false when another request was faster */
    boolean use(long id, long customer) {
        boolean first = database.sql("DELETE FROM setup_secret WHERE id = :id AND customer_id = :customer")
                        .param("id", id)
                        .param("customer", customer)
                        .update()
                == 1;
        if (first) {
            forget(customer);
        }
        return first;
    }

    /** Makes every code and link of a customer void. */
    void forget(long customer) {
        database.sql("DELETE FROM setup_secret WHERE customer_id = :customer")
                .param("customer", customer)
                .update();
    }

    private static String hash(String secret) {
        return HexFormat.of().formatHex(Secrets.sha256(secret));
    }
}
