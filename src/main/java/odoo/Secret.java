package odoo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.regex.Pattern;

/** A password or an API key. It shows itself only through {@link #reveal()}; its text form is always masked. */
public final class Secret {
    /** What stands in the place of a secret in any text. */
    public static final String MASK = "********";

    private static final Pattern API_KEY = Pattern.compile("[0-9a-f]{40}");
    private final String value;

    private Secret(String value) {
        this.value = Objects.requireNonNull(value, "secret");
    }

    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The secret itself, for the one place that puts it on the wire. */
    public String reveal() {
        return value;
    }

    /** Whether this has the shape of an Odoo API key (40 hexadecimal characters) rather than of a password. */
    public boolean looksLikeApiKey() {
        return API_KEY.matcher(value).matches();
    }

    /** The text with every occurrence of this secret masked; secrets shorter than six characters are left alone. */
    public String mask(String text) {
        return text == null || value.length() < 6 ? text : text.replace(value, MASK);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
