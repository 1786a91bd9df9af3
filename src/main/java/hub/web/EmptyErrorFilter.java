package hub.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives a body to an error answer that a route left without one, as Camel does after a failure that no route handled. */
class EmptyErrorFilter extends OncePerRequestFilter {
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        boolean ours = Problem.MEDIA_TYPE.equals(response.getContentType());
        if (!request.isAsyncStarted() && response.getStatus() >= 400 && !response.isCommitted() && !ours) {
            Problems.write(response, Problem.of(response.getStatus()));
        }
    }
}
