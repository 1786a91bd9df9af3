package realtime;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import odoo.OdooConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to one channel of an Odoo's bus: over a websocket from Odoo 16 on, before that by long polling. Nothing here blocks; what
 * breaks is connected anew by {@link #tick}, after a pause.
 */
final class BusListener {
    private static final Logger LOG = LoggerFactory.getLogger(BusListener.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofSeconds(75);
    private static final int WEBSOCKETS = 16;

    private final HttpClient http;
    private final RealtimeProperties settings;
    private final String channel;
    private final BusMessages messages;
    private final Runnable connected;
    private final Pace pace;
    private volatile BusSocket socket;
    private volatile CompletableFuture<?> connecting;
    private volatile boolean polling;
    private volatile boolean closed;

    /** @param connected told after each connection: what was missed is to be caught up with */
    BusListener(
            HttpClient http, RealtimeProperties settings, String channel, BusMessages messages, Runnable connected) {
        this.http = http;
        this.settings = settings;
        this.channel = channel;
        this.messages = messages;
        this.connected = connected;
        this.pace = new Pace(settings.pause());
    }

    boolean isConnected() {
        BusSocket now = socket;
        return now != null && now.isOpen() || polling;
    }

    /** Looks after the connection; to be called once a second or so. @param odoo where to connect, asked for when need be */
    synchronized void tick(Odoo odoo) {
        if (socket != null && !socket.tick(settings.ping())) {
            lost("it is silent");
        }
        boolean idle = socket == null && !polling && (connecting == null || connecting.isDone());
        if (idle && !closed && pace.due()) {
            try {
                connect(odoo.connection(), odoo.version());
            } catch (RuntimeException unknown) {
                lost(unknown.getMessage());
            }
        }
    }

    /** The Odoo whose bus it is. */
    interface Odoo {
        OdooConnection connection();

        int version();
    }

    private void connect(OdooConnection odoo, int version) {
        String base = settings.busUrl() == null || settings.busUrl().isBlank() ? odoo.url() : settings.busUrl();
        connecting = cookie(odoo)
                .thenCompose(cookie -> version >= WEBSOCKETS ? listen(base, odoo.url(), cookie) : poll(base, cookie))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        lost(cause(failure));
                    }
                });
    }

    /** A session of nobody's, which tells a server of many databases which one is meant. */
    private CompletableFuture<String> cookie(OdooConnection odoo) {
        URI page = URI.create(
                odoo.url() + "/web/login?db=" + java.net.URLEncoder.encode(odoo.database(), StandardCharsets.UTF_8));
        return http.sendAsync(HttpRequest.newBuilder(page).timeout(PATIENCE).build(), BodyHandlers.discarding())
                .thenApply(answer -> answer.headers().allValues("set-cookie").stream()
                        .filter(cookie -> cookie.startsWith("session_id="))
                        .map(cookie -> cookie.split(";")[0])
                        .findFirst()
                        .orElse(""));
    }

    private CompletableFuture<Void> listen(String base, String origin, String cookie) {
        BusSocket opening = new BusSocket(messages, this::lost);
        WebSocket.Builder builder =
                http.newWebSocketBuilder().connectTimeout(PATIENCE).header("Origin", origin);
        if (!cookie.isEmpty()) {
            builder.header("Cookie", cookie);
        }
        return builder.buildAsync(URI.create(base.replaceFirst("^http", "ws") + "/websocket"), opening)
                .thenCompose(open -> {
                    socket = opening;
                    return opening.subscribe(open, channel);
                })
                .thenRun(this::connected);
    }

    private CompletableFuture<Void> poll(String base, String cookie) {
        String question = OdooCalls.text(Map.of(
                "jsonrpc",
                "2.0",
                "method",
                "call",
                "params",
                Map.of("channels", java.util.List.of(channel), "last", messages.last(), "options", Map.of())));
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/longpolling/poll"))
                .timeout(POLL)
                .header("Content-Type", "application/json")
                .header("Cookie", cookie.isEmpty() ? "frontend_lang=en_US" : cookie)
                .POST(BodyPublishers.ofString(question))
                .build();
        if (!polling) {
            connected();
        }
        polling = true;
        return http.sendAsync(request, BodyHandlers.ofByteArray())
                .thenCompose(answer ->
                        closed || !heard(answer) ? CompletableFuture.completedFuture(null) : poll(base, cookie));
    }

    private boolean heard(HttpResponse<byte[]> answer) {
        boolean whole = answer.statusCode() == 200 && messages.polled(answer.body());
        if (whole) {
            pace.went();
        } else {
            lost("it answers with status " + answer.statusCode());
        }
        return whole;
    }

    private void connected() {
        pace.went();
        LOG.info("Listening to Odoo's bus");
        connected.run();
    }

    private synchronized void lost(String why) {
        BusSocket gone = socket;
        socket = null;
        polling = false;
        if (gone != null) {
            gone.abort();
        }
        if (closed) {
            return;
        }
        pace.failed();
        if (pace.first()) {
            LOG.warn("Odoo's bus is not heard ({}); it is tried again", why);
        }
    }

    /** Ends it for good. */
    synchronized void close() {
        closed = true;
        lost("closed");
    }

    private static String cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }
}
