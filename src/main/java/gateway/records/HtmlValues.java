package gateway.records;

import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.owasp.html.Sanitizers;

/**
 * What is written into html fields, whoever writes it: text with its layout, lists, tables, links and images, without scripts, handlers,
 * forms and frames. Odoo does as much for most of its fields, but not for all: the content of posts it keeps as it comes.
 */
final class HtmlValues {
    private static final PolicyFactory POLICY = Sanitizers.FORMATTING
            .and(Sanitizers.BLOCKS)
            .and(Sanitizers.TABLES)
            .and(Sanitizers.STYLES)
            .and(new HtmlPolicyBuilder()
                    .allowElements(
                            "a",
                            "img",
                            "figure",
                            "figcaption",
                            "picture",
                            "pre",
                            "hr",
                            "br",
                            "span",
                            "section",
                            "article",
                            "header",
                            "footer",
                            "mark",
                            "small")
                    .allowUrlProtocols("https", "http", "mailto", "tel")
                    .allowAttributes("href", "target", "rel", "name")
                    .onElements("a")
                    .allowAttributes("src", "alt", "width", "height")
                    .onElements("img")
                    .allowAttributes("class", "title", "lang", "dir")
                    .globally()
                    .toFactory());

    private HtmlValues() {}

    /** The same without what a browser might run. A text without tags stays to the letter. */
    static String safe(String html) {
        return html.indexOf('<') < 0
                ? html
                : POLICY.sanitize(html)
                        // Escaped with care for quirks of old browsers; harmless between tags and in quotes.
                        .replace("&#64;", "@")
                        .replace("&#61;", "=")
                        .replace("&#43;", "+")
                        .replace("&#39;", "'");
    }
}
