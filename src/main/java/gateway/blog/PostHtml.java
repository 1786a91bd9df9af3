package gateway.blog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;
import org.owasp.html.Sanitizers;
import org.springframework.stereotype.Component;

/**
 * The content of posts, safe for any page: text, headings, lists, tables, links and images, without scripts, styles, forms and
 * frames. Images of Odoo come from the hub; those from elsewhere only over https.
 */
@Component
class PostHtml {
    private static final int KEPT = 500;

    private static final PolicyFactory POLICY = Sanitizers.FORMATTING
            .and(Sanitizers.BLOCKS)
            .and(Sanitizers.TABLES)
            .and(new HtmlPolicyBuilder()
                    .allowElements("a")
                    .allowUrlProtocols("https", "http", "mailto")
                    .allowAttributes("href")
                    .onElements("a")
                    .requireRelsOnLinks("nofollow", "noopener")
                    .toFactory())
            .and(new HtmlPolicyBuilder()
                    .allowElements("img", "figure", "figcaption", "pre", "hr", "section")
                    .allowUrlProtocols("https")
                    .allowAttributes("src")
                    .matching((element, attribute, value) -> MediaLinks.hub(value))
                    .onElements("img")
                    .allowAttributes("alt", "title", "width", "height")
                    .onElements("img")
                    .toFactory());

    private final Cache<String, String> sanitized =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    /** @param html as Odoo has it; null for none */
    String safe(String html) {
        return html == null ? "" : sanitized.get(html, POLICY::sanitize);
    }
}
