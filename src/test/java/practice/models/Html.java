package practice.models;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What Odoo makes of html and of names in addresses. */
final class Html {
    private static final Pattern SCRIPT =
            Pattern.compile("<(script|style)\\b.*?</\\1\\s*>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern HANDLER =
            Pattern.compile("\\s+on\\w+\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s>]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private Html() {}

    /** Without scripts and handlers, as a field that sanitizes keeps it. */
    static Object safe(Object html) {
        return html == null
                ? null
                : HANDLER.matcher(SCRIPT.matcher(html.toString()).replaceAll(""))
                        .replaceAll("");
    }

    /** The text without tags and with single spaces. */
    static String plain(Object html) {
        return html == null
                ? ""
                : TAG.matcher(SCRIPT.matcher(html.toString()).replaceAll(" "))
                        .replaceAll(" ")
                        .replaceAll("\\s+", " ")
                        .strip();
    }

    /** {@code hohe-weite-9} */
    static String slug(Object name, int id) {
        String words = Normalizer.normalize(name == null ? "" : name.toString(), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return words.isEmpty() ? String.valueOf(id) : words + "-" + id;
    }
}
