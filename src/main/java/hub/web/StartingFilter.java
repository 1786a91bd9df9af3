package hub.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.camel.CamelContext;

/**
 * Answers with 503 and {@code Retry-After} while the hub starts or stops. The web server is open a little longer than the routes are,
 * and an address whose route is not there would be answered with 404, which a client takes for final.
 */
class StartingFilter extends HttpFilter {
    static final String SECONDS = "2";
    static final Problem PROBLEM = Problem.of(503, "The hub is starting or stopping; try again in a moment.");

    private final CamelContext camel;

    StartingFilter(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (camel.isStarted()) {
            chain.doFilter(request, response);
        } else {
            response.setHeader("Retry-After", SECONDS);
            // The body may be on its way still, and whoever comes back does better with a hub that stays.
            response.setHeader("Connection", "close");
            Problems.write(response, PROBLEM);
        }
    }
}
