package hub.web;

import changes.ChangeAudience;
import changes.ChangeClient;
import changes.ChangeFeed;
import changes.TooManyListenersException;
import hub.web.Problem.Fault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * {@code GET /api/changes}, as {@code openapi/changes.yaml} says: an answer that does not end. Not a route: platform-http would
 * hold a thread for each listener (ADR 20).
 */
@Component
@ConditionalOnWebApplication
class ChangesDoor extends SimpleUrlHandlerMapping {
    static final String PATH = "/api/changes";
    private static final int MOST_MODELS = 50;

    private final ChangeFeed feed;
    private final ChangeAudiences audiences;

    ChangesDoor(ChangeFeed feed, ChangeAudiences audiences) {
        this.feed = feed;
        this.audiences = audiences;
        setOrder(Ordered.HIGHEST_PRECEDENCE);
        setUrlMap(Map.of(PATH, (HttpRequestHandler) this::handle));
    }

    private void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET");
            Problems.write(response, Problem.of(405));
            return;
        }
        Set<String> models = models(request);
        boolean fits = !models.isEmpty() && models.size() <= MOST_MODELS;
        ChangeAudience audience = fits ? audiences.of(models, request.getRemoteAddr()) : null;
        if (audiences.isStranger() && (audience == null || !audience.models().containsAll(models))) {
            response.addHeader("WWW-Authenticate", "Bearer realm=\"odoo-hub\"");
            response.addHeader("WWW-Authenticate", "Basic realm=\"odoo-hub\"");
            Problems.write(response, Problem.of(401));
        } else if (audiences.isForSomethingElse()) {
            Problems.write(response, Problem.of(403));
        } else if (audience == null) {
            refuse(
                    response,
                    400,
                    "models",
                    "required",
                    "Say of which models, up to " + MOST_MODELS + ", comma separated.");
        } else if (!audiences.known().containsAll(models)) {
            refuse(
                    response,
                    400,
                    "models",
                    "unknown",
                    "There are changes of " + String.join(", ", audiences.known()) + ".");
        } else if (!audience.models().containsAll(models)) {
            refuse(response, 403, "models", "forbidden", "You may not hear of all of these models.");
        } else {
            listen(request, response, audience);
        }
    }

    /** Lets that audience listen, from where the request says that it stopped. */
    void listen(HttpServletRequest request, HttpServletResponse response, ChangeAudience audience) throws IOException {
        ChangeClient client;
        try {
            client = feed.takePlace(audience);
        } catch (TooManyListenersException full) {
            response.setHeader("Retry-After", "10");
            Problems.write(response, Problem.of(full.isOfCaller() ? 429 : 503, full.getMessage()));
            return;
        }
        try {
            ChangeFeed.Start start = feed.start(audience, last(request));
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding("UTF-8");
            response.setHeader("Cache-Control", "no-store");
            // Proxies that collect answers before they pass them on.
            response.setHeader("X-Accel-Buffering", "no");
            response.flushBuffer();
            client.begin(start, request.startAsync(request, response));
        } catch (IOException | RuntimeException notBegun) {
            client.close();
            throw notBegun;
        }
    }

    private static Set<String> models(HttpServletRequest request) {
        String[] given = request.getParameterValues("models");
        return given == null
                ? Set.of()
                : Arrays.stream(given)
                        .flatMap(some -> Arrays.stream(some.split(",")))
                        .map(String::strip)
                        .filter(model -> !model.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The last position that it heard of; impossibly high for what is none, null for nothing. */
    private static Long last(HttpServletRequest request) {
        String header = request.getHeader("Last-Event-ID");
        String given = header == null ? request.getParameter("last_event_id") : header;
        if (given == null || given.isBlank()) {
            return null;
        }
        return given.strip().matches("[0-9]{1,18}") ? Long.valueOf(given.strip()) : Long.valueOf(Long.MAX_VALUE);
    }

    /** @param parameter of which something is wrong */
    static void refuse(HttpServletResponse response, int status, String parameter, String code, String why)
            throws IOException {
        Problems.write(response, Problem.of(status, why, List.of(new Fault(parameter, code, why))));
    }
}
