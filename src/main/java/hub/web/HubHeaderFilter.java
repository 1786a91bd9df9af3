package hub.web;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.springframework.stereotype.Component;

/**
 * Which headers pass the door. In: all but credentials, which Spring Security has read by then (so no trace, log or debugger
 * in Hawtio can show them), and but those that only an answer has. Out: only those that an answer has. So nothing of a
 * request comes back by itself.
 */
@Component("hubHeaderFilter")
public class HubHeaderFilter extends HttpHeaderFilterStrategy {
    private static final Set<String> SECRET =
            Set.of("authorization", "proxy-authorization", "cookie", "x-api-key", "x-csrf-token", "x-xsrf-token");
    private static final Set<String> ANSWER = Set.of(
            "location",
            "retry-after",
            "etag",
            "last-modified",
            "link",
            "vary",
            "cache-control",
            "content-type",
            "content-disposition",
            "content-language",
            "set-cookie",
            "www-authenticate",
            "deprecation",
            "sunset",
            "x-total-count",
            "ratelimit",
            "ratelimit-policy");

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean onlyInAnswers = (ANSWER.contains(lower) || lower.equals("age") || lower.equals("warning"))
                && !lower.equals("content-type");
        return SECRET.contains(lower) || onlyInAnswers || super.applyFilterToExternalHeaders(name, value, exchange);
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        String lower = name.toLowerCase(Locale.ROOT);
        // Camel's own rule takes these for what a request has.
        boolean forEverybody =
                lower.equals("cache-control") && String.valueOf(value).startsWith("public");
        return !lower.equals("age") && !lower.equals("warning") && !forEverybody && isFiltered(name, value, exchange);
    }

    private boolean isFiltered(String name, Object value, Exchange exchange) {
        return !ANSWER.contains(name.toLowerCase(Locale.ROOT))
                || super.applyFilterToCamelHeaders(name, value, exchange);
    }
}
