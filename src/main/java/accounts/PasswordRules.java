package accounts;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a new password has to be like. The list of leaked ones is zxcvbn's. */
@Component
public class PasswordRules {
    static final int LEAST_CHARACTERS = 8;
    private static final String FIELD = "/password";

    private final Set<String> leaked;

    PasswordRules() {
        try {
            leaked = StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().stream()
                    .filter(word -> word.length() >= LEAST_CHARACTERS)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * @param email the account's address, which is no password
     * @throws AccountRefusal status 422 naming the rule that is broken
     */
    public void check(String password, String confirmation, String email) {
        String lower = password.toLowerCase(Locale.ROOT);
        if (password.codePointCount(0, password.length()) < LEAST_CHARACTERS) {
            throw AccountRefusal.ofField(FIELD, "too_short", "The password needs at least 8 characters.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > Passwords.MOST_BYTES) {
            throw AccountRefusal.ofField(
                    FIELD,
                    "too_long",
                    "The password may have at most 72 bytes: 72 plain letters and digits, fewer with accents or emoji.");
        }
        if (password.indexOf('\0') >= 0 || !Emails.isText(password)) {
            throw AccountRefusal.ofField(FIELD, "characters", "The password holds characters that cannot be stored.");
        }
        if (leaked.contains(lower)) {
            throw AccountRefusal.ofField(
                    FIELD, "leaked", "This password is in lists of leaked passwords; choose another one.");
        }
        if (email != null && lower.equals(email.strip().toLowerCase(Locale.ROOT))) {
            throw AccountRefusal.ofField(FIELD, "email", "The email address cannot be the password.");
        }
        if (!password.equals(confirmation)) {
            throw AccountRefusal.ofField(
                    "/password_confirmation", "confirmed", "The password and its confirmation differ.");
        }
    }
}
