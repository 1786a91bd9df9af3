package hub.security;

import gateway.mirror.CallerLimit;
import hub.web.Problem;
import hub.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts requests for what is there for everybody, by address: 429 above the limit. */
final class VisitorLimitFilter extends OncePerRequestFilter {
    private final CallerLimit limit;

    VisitorLimitFilter(CallerLimit limit) {
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long wait = limit.countVisitor(request.getRemoteAddr());
        if (wait == 0) {
            chain.doFilter(request, response);
        } else {
            response.setHeader("Retry-After", Long.toString(wait));
            response.setHeader("Cache-Control", "no-store");
            Problems.write(response, Problem.of(429));
        }
    }
}
