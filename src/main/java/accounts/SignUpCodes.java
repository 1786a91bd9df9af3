package accounts;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Codes by which somebody who wants to sign up shows that a mailbox is theirs. Addresses and codes are kept as hashes only. */
@Component
class SignUpCodes {
    private final JdbcClient database;
    private final Passwords passwords;
    private final SetupProperties settings;

    SignUpCodes(JdbcClient database, Passwords passwords, SetupProperties settings) {
        this.database = database;
        this.passwords = passwords;
        this.settings = settings;
    }

    /** A new code, which takes the place of the one before. */
    String newCode(String email) {
        String code = Secrets.code();
        database.sql("""
                        INSERT INTO sign_up_code (email_hash, code_hash, expires_at)
                        VALUES (:email, :hash, now() + make_interval(secs => :seconds))
                        ON CONFLICT (email_hash) DO UPDATE SET code_hash = EXCLUDED.code_hash, tries = 0,
                            created_at = clock_timestamp(), expires_at = EXCLUDED.expires_at
                        """)
                .param("email", Secrets.sha256(email))
                .param("hash", passwords.hashCode(code))
                .param("seconds", settings.codeLifetime().toSeconds())
                .update();
        return code;
    }

    /** Spends a try and compares. Takes the same time whether there is a code or not. */
    boolean isRight(String email, String code) {
        Optional<String> stored = database.sql("UPDATE sign_up_code SET tries = tries + 1"
                        + " WHERE email_hash = :email AND expires_at > now() AND tries < :most RETURNING code_hash")
                .param("email", Secrets.sha256(email))
                .param("most", settings.codeTries())
                .query(String.class)
                .optional();
        return passwords.codeMatches(code, stored.orElse(null)) && stored.isPresent();
    }

    /** Uses it up. @return false when another request was faster */
    boolean use(String email) {
        return database.sql("DELETE FROM sign_up_code WHERE email_hash = :email")
                        .param("email", Secrets.sha256(email))
                        .update()
                == 1;
    }
}
