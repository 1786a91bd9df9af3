package realtime;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One websocket to a bus, from its opening to its end. */
final class BusSocket implements WebSocket.Listener {
    private static final int LONGEST = 4 * 1024 * 1024;
    private static final byte[] PING = {'h', 'u', 'b'};

    private final BusMessages messages;
    private final Consumer<String> ended;
    private final Runnable answered;
    private final StringBuilder frame = new StringBuilder();
    private volatile WebSocket socket;
    private volatile long heard = System.nanoTime();
    private volatile long asked = System.nanoTime();
    private final AtomicBoolean alive = new AtomicBoolean();
    private volatile boolean over;

    /** @param answered told once, when the bus has said anything at all */
    BusSocket(BusMessages messages, Consumer<String> ended, Runnable answered) {
        this.messages = messages;
        this.ended = ended;
        this.answered = answered;
    }

    /** Whether it is open and the bus has answered. */
    boolean isHeard() {
        return alive.get() && !over;
    }

    /** Subscribes, and asks for a sign of life: its answer comes after the subscription. */
    CompletableFuture<WebSocket> subscribe(WebSocket open, String channel) {
        return open.sendText(
                        OdooCalls.text(Map.of(
                                "event_name",
                                "subscribe",
                                "data",
                                Map.of("channels", List.of(channel), "last", messages.last()))),
                        true)
                .thenCompose(said -> said.sendPing(ByteBuffer.wrap(PING)));
    }

    /** Asks whether it is still there. @return false when it was silent for too long */
    boolean tick(Duration ping) {
        long now = System.nanoTime();
        if (now - heard > 2 * ping.toNanos()) {
            return false;
        }
        WebSocket open = socket;
        if (open != null && now - Math.max(heard, asked) > ping.toNanos()) {
            asked = now;
            open.sendPing(ByteBuffer.wrap(PING));
        }
        return true;
    }

    void abort() {
        over = true;
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void onOpen(WebSocket open) {
        socket = open;
        heard = System.nanoTime();
        open.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket open, CharSequence part, boolean last) {
        hears();
        frame.append(part);
        if (frame.length() > LONGEST) {
            end("a message is too long");
        } else if (last) {
            String whole = frame.toString();
            frame.setLength(0);
            messages.heard(whole);
        }
        open.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket open, ByteBuffer message) {
        hears();
        open.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket open, ByteBuffer message) {
        hears();
        open.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket open, int status, String reason) {
        end("it closed with status " + status);
        return null;
    }

    @Override
    public void onError(WebSocket open, Throwable failure) {
        end(failure.getClass().getSimpleName());
    }

    private void hears() {
        heard = System.nanoTime();
        if (!over && alive.compareAndSet(false, true)) {
            answered.run();
        }
    }

    private void end(String why) {
        if (!over) {
            over = true;
            ended.accept(why);
        }
    }
}
