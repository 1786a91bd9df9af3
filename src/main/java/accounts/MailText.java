package accounts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * A mail made of its files below {@code resources/mail}: {@code <name>.txt}, whose first line is the subject, and
 * {@code <name>.html}, which is set into {@code layout.html}. {@code {{word}}} stands for a value.
 *
 * @param subject one line
 * @param text the plain form
 * @param html the HTML form
 */
record MailText(String subject, String text, String html) {
    private static final Pattern WORD = Pattern.compile("\\{\\{([a-z_]+)}}");

    /** @param values of the words in the files; escaped in HTML */
    static MailText of(String name, Map<String, String> values) {
        String[] plain = fill(file(name + ".txt"), values, false).split("\n", 2);
        String content = fill(file(name + ".html"), values, true);
        String html =
                fill(file("layout.html"), Map.of("subject", plain[0]), true).replace("[[content]]", content);
        return new MailText(plain[0].strip(), plain[1].strip() + "\n", html);
    }

    private static String fill(String template, Map<String, String> values, boolean html) {
        return WORD.matcher(template).replaceAll(word -> {
            String value = values.get(word.group(1));
            if (value == null) {
                throw new IllegalStateException(
                        "The mail's template names " + word.group(1) + ", which it is not given");
            }
            return Matcher.quoteReplacement(html ? HtmlUtils.htmlEscape(value, "UTF-8") : value);
        });
    }

    private static String file(String name) {
        try (InputStream in = MailText.class.getResourceAsStream("/mail/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public String toString() {
        return "MailText[subject=" + subject + "]";
    }
}
