package practice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import practice.http.HttpRequest;
import practice.http.HttpResponse;
import practice.http.HttpServer;
import practice.orm.OdooException;
import practice.rpc.Call;

/**
 * Stands on 127.0.0.1 before a real Odoo and lets its answers through, unless a {@link Fault} says otherwise. It knows the
 * calls of JSON-2 by model and method; others are of the model {@code web}.
 */
public final class FaultyProxy implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_CALL = Duration.ofMinutes(2);

    /** Headers that say something about one connection only. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "host",
            "connection",
            "content-length",
            "expect",
            "upgrade",
            "http2-settings",
            "transfer-encoding",
            "accept-encoding",
            "date",
            "server");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Faults faults = new Faults();
    private final String behind;
    private final HttpServer server;

    /** @param behind address of the Odoo, as in {@code http://127.0.0.1:8069} */
    public FaultyProxy(String behind) {
        this.behind = behind.replaceAll("/+$", "");
        this.server = new HttpServer(0, "nginx", false, Instant::now, this::handle);
        server.up();
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** From now on, until it has happened as often as it should. */
    public Fault misbehave(Fault fault) {
        return faults.add(fault);
    }

    /** Ends all misbehaviour and lets go of the calls that hang. */
    public void behave() {
        faults.clear();
    }

    /** Whether no call is under way, not even one whose caller has gone. */
    public boolean isIdle() {
        return faults.isIdle();
    }

    @Override
    public void close() {
        behave();
        server.close();
    }

    private HttpResponse handle(HttpRequest request) {
        return faults.pass(call(request.route()), () -> forward(request), FaultyProxy::error);
    }

    private static Call call(String route) {
        String[] parts = route.split("/");
        return parts.length == 5 && route.startsWith("/json/2/")
                ? new Call(parts[3], parts[4], "json2")
                : new Call("web", route, "web");
    }

    private HttpResponse forward(HttpRequest request) {
        java.net.http.HttpRequest.Builder same = java.net.http.HttpRequest.newBuilder(
                        URI.create(behind + request.path()))
                .timeout(LONGEST_CALL)
                .method(request.method(), BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, value) -> {
            if (isToPass(name)) {
                same.header(name, value);
            }
        });
        try {
            java.net.http.HttpResponse<byte[]> answer = client.send(same.build(), BodyHandlers.ofByteArray());
            HttpResponse response = HttpResponse.json(answer.statusCode(), answer.body());
            answer.headers().map().forEach((name, values) -> {
                if (isToPass(name)) {
                    response.header(name.equalsIgnoreCase("content-type") ? "Content-Type" : name, values.get(0));
                }
            });
            return response;
        } catch (IOException odooIsAway) {
            return HttpResponse.cut();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return HttpResponse.cut();
        }
    }

    private static boolean isToPass(String header) {
        return !OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT)) && !header.startsWith(":");
    }

    private static HttpResponse error(OdooException e) {
        try {
            return HttpResponse.json(
                    e.status(),
                    JSON.writeValueAsBytes(Map.of(
                            "name", e.type(), "message", e.getMessage(), "arguments", List.of(), "context", Map.of())));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
