package gateway.portal;

import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** The words of a text that an editor of Odoo has written as HTML. */
final class PlainText {
    private static final Pattern UNSEEN = Pattern.compile("(?is)<(script|style|template)\\b.*?</\\1\\s*>|<!--.*?-->");
    private static final Pattern BREAKS = Pattern.compile("(?i)<(br|/p|/div|/h[1-6]|/li|/tr|/section)\\b[^>]*>");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final int MOST = 5_000;

    private PlainText() {}

    /** Paragraphs apart by line breaks; null for nothing. */
    static String of(String html) {
        if (html == null) {
            return null;
        }
        String bounded = html.length() > 20 * MOST ? html.substring(0, 20 * MOST) : html;
        String lines = BREAKS.matcher(UNSEEN.matcher(bounded).replaceAll(" ").replaceAll("\\s+", " "))
                .replaceAll("\n");
        String text = HtmlUtils.htmlUnescape(TAG.matcher(lines).replaceAll(""))
                .replaceAll("[ \\t\\u00a0]+", " ")
                .replaceAll(" ?\\n ?", "\n")
                .replaceAll("\\n{2,}", "\n")
                .strip();
        return text.isEmpty() ? null : text.length() > MOST ? text.substring(0, MOST) + "…" : text;
    }
}
