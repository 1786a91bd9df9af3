package hub.security;

import java.util.Arrays;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Matchers by path pattern, the kind that also sees servlets outside Spring MVC such as Jolokia's. */
final class Paths {
    private Paths() {}

    /** @param patterns as in {@code /api/v1/**} */
    static RequestMatcher of(String... patterns) {
        return of(null, patterns);
    }

    /** @param method the only one that matches; null for any */
    static RequestMatcher of(HttpMethod method, String... patterns) {
        return new OrRequestMatcher(Arrays.stream(patterns)
                .map(pattern -> (RequestMatcher)
                        PathPatternRequestMatcher.withDefaults().matcher(method, pattern))
                .toList());
    }
}
