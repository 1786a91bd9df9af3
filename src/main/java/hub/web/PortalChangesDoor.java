package hub.web;

import changes.ChangeAudience;
import connections.EnvironmentConnections;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * {@code GET /api/portal/changes}: for the pages of events, which everybody may see. An answer that does not end and says, as
 * server-sent events, that an event of Odoo has changed; which one is not told, as not all are published.
 */
@Component
@ConditionalOnWebApplication
class PortalChangesDoor extends SimpleUrlHandlerMapping {
    private static final String PATH = "/api/portal/changes";
    private static final Set<String> MODELS = Set.of("event.event");

    private final ChangesDoor door;

    PortalChangesDoor(ChangesDoor door) {
        this.door = door;
        setOrder(Ordered.HIGHEST_PRECEDENCE);
        setUrlMap(Map.of(PATH, (HttpRequestHandler) this::handle));
    }

    private void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET");
            Problems.write(response, Problem.of(405));
            return;
        }
        door.listen(
                request,
                response,
                new ChangeAudience(
                        "visitor " + request.getRemoteAddr(),
                        MODELS,
                        Set.of(EnvironmentConnections.DEFAULT),
                        Map.of(),
                        false));
    }
}
