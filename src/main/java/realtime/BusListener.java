package realtime;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
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
    private static final int WEBSOCKETS = 16;

    private final BusClient http;
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
        this.http = new BusClient(http);
        this.settings = settings;
        this.channel = channel;
        this.messages = messages;
        this.connected = connected;
        this.pace = new Pace(settings.pause());
    }

    boolean isConnected() {
        BusSocket now = socket;
        return now != null && now.isHeard() || polling;
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
        connecting = http.cookie(odoo)
                .thenCompose(cookie -> version >= WEBSOCKETS ? listen(base, odoo.url(), cookie) : poll(base, cookie))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        lost(cause(failure));
                    }
                });
    }

    private CompletableFuture<Void> listen(String base, String origin, String cookie) {
        BusSocket opening = new BusSocket(messages, this::lost, this::answered);
        return http.websocket(base, origin, cookie, opening)
                .thenCompose(open -> begin(opening, open))
                .thenAccept(asked -> {});
    }

    private synchronized CompletableFuture<WebSocket> begin(BusSocket opening, WebSocket open) {
        if (closed) {
            opening.abort();
            return CompletableFuture.completedFuture(open);
        }
        socket = opening;
        return opening.subscribe(open, channel);
    }

    private CompletableFuture<Void> poll(String base, String cookie) {
        if (!polling) {
            connected();
        }
        polling = true;
        return http.poll(base, cookie, channel, messages.last())
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

    /** The bus has said something: an open socket alone is no proof that anybody is there. */
    private void answered() {
        pace.went();
        connected();
    }

    private void connected() {
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
