package realtime;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import odoo.OdooConnection;

/** What a listener sends to Odoo's bus. Every answer has its time, its end as well as its beginning. */
final class BusClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofSeconds(75);

    private final HttpClient http;

    BusClient(HttpClient http) {
        this.http = http;
    }

    /** A session of nobody's, which tells a server of many databases which one is meant. @return empty when it gives none */
    CompletableFuture<String> cookie(OdooConnection odoo) {
        URI page =
                URI.create(odoo.url() + "/web/login?db=" + URLEncoder.encode(odoo.database(), StandardCharsets.UTF_8));
        return ask(HttpRequest.newBuilder(page), BodyHandlers.discarding(), PATIENCE)
                .thenApply(answer -> answer.headers().allValues("set-cookie").stream()
                        .filter(cookie -> cookie.startsWith("session_id="))
                        .map(cookie -> cookie.split(";")[0])
                        .findFirst()
                        .orElse(""));
    }

    CompletableFuture<WebSocket> websocket(String base, String origin, String cookie, WebSocket.Listener listener) {
        WebSocket.Builder builder =
                http.newWebSocketBuilder().connectTimeout(PATIENCE).header("Origin", origin);
        if (!cookie.isEmpty()) {
            builder.header("Cookie", cookie);
        }
        return builder.buildAsync(URI.create(base.replaceFirst("^http", "ws") + "/websocket"), listener);
    }

    /** Asks for the messages after that one; Odoo keeps the question for up to 50 seconds. */
    CompletableFuture<HttpResponse<byte[]>> poll(String base, String cookie, String channel, long last) {
        Map<String, Object> params = Map.of("channels", List.of(channel), "last", last, "options", Map.of());
        String question = OdooCalls.text(Map.of("jsonrpc", "2.0", "method", "call", "params", params));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/longpolling/poll"))
                .header("Content-Type", "application/json")
                .header("Cookie", cookie.isEmpty() ? "frontend_lang=en_US" : cookie)
                .POST(BodyPublishers.ofString(question));
        return ask(request, BodyHandlers.ofByteArray(), POLL);
    }

    /** A request's own timeout is for the beginning of its answer. */
    private <T> CompletableFuture<HttpResponse<T>> ask(
            HttpRequest.Builder request, BodyHandler<T> handler, Duration patience) {
        CompletableFuture<HttpResponse<T>> answer =
                http.sendAsync(request.timeout(patience).build(), handler);
        return answer.copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> answer.cancel(true));
    }
}
