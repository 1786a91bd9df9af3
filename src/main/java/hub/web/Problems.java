package hub.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes problems, to servlet responses and, as the bean {@code problems}, for routes. */
@Component
public class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The problem as JSON.
     *
     * @return one line of JSON
     */
    public static String json(Problem problem) {
        try {
            return JSON.writeValueAsString(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Answers a request with a problem. Does nothing when the answer is already on its way. */
    public static void write(HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] body = json(problem).getBytes(StandardCharsets.UTF_8);
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /**
     * For routes: turns the answer of this exchange into a problem, as in {@code bean: {ref: problems, method:
     * "answer(*, 409, 'A run of this flow is under way.')"}}.
     *
     * @param status HTTP status
     * @param detail one sentence that repeats nothing of the request; empty takes the usual one for the status
     */
    public void answer(Exchange exchange, int status, String detail) {
        Problem problem = detail == null || detail.isBlank() ? Problem.of(status) : Problem.of(status, detail);
        answer(exchange, problem, 0);
    }

    /**
     * Turns the answer of this exchange into a problem.
     *
     * @param retryAfter seconds after which the same request may be accepted; 0 when that is not known
     */
    static void answer(Exchange exchange, Problem problem, long retryAfter) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
        exchange.getMessage().setHeader("Cache-Control", "no-store");
        if (retryAfter > 0) {
            exchange.getMessage().setHeader("Retry-After", retryAfter);
        }
        exchange.getMessage().setBody(json(problem));
    }

    /** For routes: the answer to a failure that nobody foresaw. The cause goes to the log, not to the client. */
    public void unforeseen(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        LOG.error("Request failed in route {}", exchange.getFromRouteId(), cause);
        answer(exchange, 500, "");
    }
}
