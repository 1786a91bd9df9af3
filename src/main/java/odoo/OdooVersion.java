package odoo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's version.
 *
 * @param text as the server says it, for example {@code 19.0} or {@code saas~18.2+e}
 * @param major the first number in it; 0 when the server does not say
 */
public record OdooVersion(String text, int major) {
    static final OdooVersion UNKNOWN = new OdooVersion("unknown", 0);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    static OdooVersion parse(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.find() ? new OdooVersion(text, Integer.parseInt(number.group())) : UNKNOWN;
    }

    /** Whether this Odoo has JSON-2. */
    public boolean hasJson2() {
        return major >= 19;
    }

    /** Whether {@code formatted_read_group} gives columns. */
    boolean hasColumns() {
        return major >= 19;
    }
}
