package hub.security;

import hub.web.Problem;
import hub.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a request by which another web site would use the HTTP Basic credentials that a browser remembers. Browsers say
 * where a request comes from in {@code Sec-Fetch-Site}; other clients do not send it and pass.
 */
class CrossSiteFilter extends OncePerRequestFilter {
    private static final Set<String> OWN = Set.of("same-origin", "none");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String from = request.getHeader("Sec-Fetch-Site");
        if (from == null || OWN.contains(from)) {
            chain.doFilter(request, response);
        } else {
            Problems.write(response, Problem.of(403, "Requests from other web sites are not accepted."));
        }
    }
}
