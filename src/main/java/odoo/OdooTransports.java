package odoo;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The HTTP clients in use, one for each server and bounds. One that nobody used for a while is closed when another is asked for,
 * so that thousands of addresses, each called once, leave nothing behind; one that is in use never is.
 */
final class OdooTransports {
    private final Function<OdooTransport.Settings, OdooTransport> open;
    private final LongSupplier clock;
    private final Map<OdooTransport.Settings, Kept> kept = new ConcurrentHashMap<>();
    private final AtomicLong swept;
    private volatile long idle;

    /** A client, how many use it, and when it was used last. Changed only inside of {@code compute}. */
    private static final class Kept {
        private final OdooTransport transport;
        private int users;
        private long usedAt;

        Kept(OdooTransport transport) {
            this.transport = transport;
        }
    }

    /**
     * @param open makes a client
     * @param idle how long one is kept that nobody uses
     * @param clock nanoseconds, as {@link System#nanoTime()}
     */
    OdooTransports(Function<OdooTransport.Settings, OdooTransport> open, Duration idle, LongSupplier clock) {
        this.open = open;
        this.idle = idle.toNanos();
        this.clock = clock;
        this.swept = new AtomicLong(clock.getAsLong());
    }

    /** How long a client is kept that nobody uses. */
    void keep(Duration time) {
        idle = time.toNanos();
    }

    /**
     * Sends one request to where the settings say.
     *
     * @throws TransportException when no whole answer came
     */
    HttpAnswer post(
            OdooTransport.Settings settings, String path, String contentType, byte[] body, Map<String, Object> headers)
            throws TransportException {
        OdooTransport transport = take(settings);
        try {
            return transport.post(path, contentType, body, headers);
        } finally {
            giveBack(settings);
        }
    }

    private OdooTransport take(OdooTransport.Settings settings) {
        sweep();
        return kept.compute(settings, (key, old) -> {
                    Kept one = old == null ? new Kept(open.apply(key)) : old;
                    one.users++;
                    return one;
                })
                .transport;
    }

    private void giveBack(OdooTransport.Settings settings) {
        kept.computeIfPresent(settings, (key, one) -> {
            one.users--;
            one.usedAt = clock.getAsLong();
            return one;
        });
    }

    private void sweep() {
        long now = clock.getAsLong();
        long last = swept.get();
        if (now - last >= idle / 2 && swept.compareAndSet(last, now)) {
            for (OdooTransport.Settings settings : new HashMap<>(kept).keySet()) {
                kept.computeIfPresent(
                        settings, (key, one) -> one.users == 0 && now - one.usedAt >= idle ? closed(one) : one);
            }
        }
    }

    private static Kept closed(Kept one) {
        one.transport.close();
        return null;
    }

    /** Closes those that are meant, whoever uses them. */
    void close(Predicate<OdooTransport.Settings> which) {
        for (OdooTransport.Settings settings : new HashMap<>(kept).keySet()) {
            if (which.test(settings)) {
                kept.computeIfPresent(settings, (key, one) -> closed(one));
            }
        }
    }

    int size() {
        return kept.size();
    }
}
