package hub.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.component.platform.http.HttpEndpointModel;
import org.apache.camel.component.platform.http.PlatformHttpListener;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.handler.MatchableHandlerMapping;
import org.springframework.web.servlet.handler.RequestMatchResult;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Leads requests to the addresses of the contracts straight to Camel. platform-http has a mapping of its own, which this goes
 * before: that one holds each request against every address of every contract, and sends it through all filters a second time
 * when Camel has answered it already. Those two took more than half of a short request's processor time.
 *
 * <p>It only knows what plainly is an address of a contract with a method of it. All others it leaves to that mapping, which
 * also finds the answers 404 and 405.
 */
class RestDoor implements MatchableHandlerMapping, PlatformHttpListener, Ordered {
    /** An address with its consumer; {@code method} is that of HTTP. */
    private record Door(String method, PathPattern path, SpringBootPlatformHttpConsumer consumer)
            implements HttpRequestHandler {
        boolean isOf(HttpEndpointModel model) {
            return path.getPatternString().equals(model.getUri()) && consumer == model.getConsumer();
        }

        @Override
        public void handleRequest(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            request.setAttribute(BEST_MATCHING_PATTERN_ATTRIBUTE, path);
            ServerHttpObservationFilter.findObservationContext(request)
                    .ifPresent(observed -> observed.setPathPattern(path.getPatternString()));
            try {
                consumer.service(request, new WholeAnswer(response)).join();
            } catch (CompletionException failed) {
                throw new ServletException(failed.getCause());
            }
        }
    }

    /** By method and path, of addresses without parameters. */
    private final Map<String, Door> plain = new ConcurrentHashMap<>();

    /** Addresses with parameters, the more specific first. */
    private final List<Door> patterns = new CopyOnWriteArrayList<>();

    @Override
    public int getOrder() {
        // Behind ChangesDoor, whose address would also be one of a record.
        return HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public HandlerExecutionChain getHandler(HttpServletRequest request) {
        PathContainer path = path(request);
        Door door = plain.get(key(request.getMethod(), path.value()));
        if (door == null) {
            for (Door other : patterns) {
                if (other.method().equals(request.getMethod()) && other.path().matches(path)) {
                    door = other;
                    break;
                }
            }
        }
        return door == null ? null : new HandlerExecutionChain(door);
    }

    @Override
    public synchronized void registerHttpEndpoint(HttpEndpointModel model) {
        if (model.getVerbs() == null || !(model.getConsumer() instanceof SpringBootPlatformHttpConsumer consumer)) {
            return;
        }
        PathPattern path = PathPatternParser.defaultInstance.parse(model.getUri());
        for (String method : model.getVerbs().split(",")) {
            Door door = new Door(method, path, consumer);
            if (path.hasPatternSyntax()) {
                patterns.removeIf(
                        old -> old.method().equals(method) && old.path().equals(path));
                patterns.add(door);
                patterns.sort((one, other) -> PathPattern.SPECIFICITY_COMPARATOR.compare(one.path(), other.path()));
            } else {
                plain.put(key(method, model.getUri()), door);
            }
        }
    }

    @Override
    public synchronized void unregisterHttpEndpoint(HttpEndpointModel model) {
        plain.values().removeIf(door -> door.isOf(model));
        patterns.removeIf(door -> door.isOf(model));
    }

    @Override
    public PathPatternParser getPatternParser() {
        return PathPatternParser.defaultInstance;
    }

    @Override
    public RequestMatchResult match(HttpServletRequest request, String pattern) {
        PathContainer path = path(request);
        PathPattern parsed = PathPatternParser.defaultInstance.parse(pattern);
        return parsed.matches(path) ? new RequestMatchResult(parsed, path) : null;
    }

    private static PathContainer path(HttpServletRequest request) {
        RequestPath path = ServletRequestPathUtils.hasParsedRequestPath(request)
                ? ServletRequestPathUtils.getParsedRequestPath(request)
                : ServletRequestPathUtils.parseAndCache(request);
        return path.pathWithinApplication();
    }

    private static String key(String method, String path) {
        return method + " " + path;
    }
}
