package hub.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Refuses a request body above the limit with status 413. A body whose length is announced is judged by that; one that comes
 * in chunks is read up to the limit first. A compressed body is refused with status 415.
 */
class BodyLimitFilter extends HttpFilter {
    private final int limit;

    /** @param limit in bytes, below 2 GiB */
    BodyLimitFilter(long limit) {
        this.limit = Math.toIntExact(limit);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long announced = request.getContentLengthLong();
        if (request.getHeader("Content-Encoding") != null) {
            // A few compressed bytes can stand for gigabytes.
            Problems.write(response, Problem.of(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE));
        } else if (announced > limit) {
            Problems.write(response, Problem.of(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE));
        } else if (announced >= 0 || request.getHeader("Transfer-Encoding") == null) {
            chain.doFilter(request, response);
        } else {
            byte[] body = request.getInputStream().readNBytes(limit + 1);
            if (body.length > limit) {
                Problems.write(response, Problem.of(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE));
            } else {
                chain.doFilter(new ReadRequest(request, body), response);
            }
        }
    }
}
