package hub.web;

import changes.ChangeAudience;
import changes.ChangeRows;
import connections.EnvironmentConnections;
import gateway.policy.Caller;
import gateway.policy.Callers;
import gateway.portal.PortalOwners;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/**
 * {@code GET /api/portal/changes}, as {@code openapi/portal-changes.yaml} says: for open pages, an answer that does not end and says
 * that something has changed. Of events, which everybody may see, or of the client's own. Which record is not told: not all events are
 * published.
 */
@Component
@ConditionalOnWebApplication
class PortalChangesDoor extends SimpleUrlHandlerMapping {
    private static final String PATH = "/api/portal/changes";
    private static final String EVENTS = "events";
    private static final String MINE = "mine";
    private static final Set<String> CONNECTIONS = Set.of(EnvironmentConnections.DEFAULT);

    private record Own(PortalOwners owners, String model, long partner, long contact) implements ChangeRows {
        @Override
        public Set<Long> visible(Set<Long> records) {
            return owners.own(model, records, partner, contact);
        }
    }

    private final ChangesDoor door;
    private final Callers callers;
    private final PortalOwners owners;

    PortalChangesDoor(ChangesDoor door, Callers callers, PortalOwners owners) {
        this.door = door;
        this.callers = callers;
        this.owners = owners;
        setOrder(Ordered.HIGHEST_PRECEDENCE);
        setUrlMap(Map.of(PATH, (HttpRequestHandler) this::handle));
    }

    private void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String of = request.getParameter("of");
        Caller caller = callers.current();
        if (!request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET");
            Problems.write(response, Problem.of(405));
        } else if (EVENTS.equals(of)) {
            door.listen(request, response, visitor(request.getRemoteAddr()));
        } else if (!MINE.equals(of)) {
            ChangesDoor.refuse(response, 400, "of", "choice", "Give " + EVENTS + " or " + MINE + ".");
        } else if (caller.isNobody()) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"odoo-hub\"");
            Problems.write(response, Problem.of(401));
        } else {
            door.listen(request, response, client(caller));
        }
    }

    private static ChangeAudience visitor(String address) {
        return new ChangeAudience("visitor " + address, Set.of("event.event"), CONNECTIONS, Map.of(), false);
    }

    private ChangeAudience client(Caller caller) {
        Map<String, ChangeRows> own = PortalOwners.MODELS.stream()
                .collect(Collectors.toMap(
                        model -> model, model -> new Own(owners, model, caller.partner(), caller.contact())));
        return new ChangeAudience("client " + caller.name(), PortalOwners.MODELS, CONNECTIONS, own, false);
    }
}
