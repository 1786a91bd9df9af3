package odoo;

import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends an exchange that takes too long as a whole. A socket's own timeout begins anew with each byte, so a server that sends one now
 * and then would hold a thread for ever.
 */
final class Deadline implements AutoCloseable {
    private static final long AGAIN = 500;
    private static final ScheduledThreadPoolExecutor CLOCK = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "odoo-deadline");
        thread.setDaemon(true);
        return thread;
    });

    static {
        CLOCK.setRemoveOnCancelPolicy(true);
    }

    /** The answer was not whole in time. */
    static final class TooSlowException extends IOException {}

    private final Future<?> end;
    private volatile boolean over;

    /**
     * @param millis how long the exchange may take
     * @param breakOff closes its connection; called from another thread, and again until {@link #close}
     */
    Deadline(long millis, Runnable breakOff) {
        end = CLOCK.scheduleWithFixedDelay(
                () -> {
                    over = true;
                    breakOff.run();
                },
                millis,
                AGAIN,
                TimeUnit.MILLISECONDS);
    }

    /** What to throw in the place of what a broken-off exchange threw. */
    IOException explain(IOException thrown) {
        close();
        return over ? new TooSlowException() : thrown;
    }

    @Override
    public void close() {
        end.cancel(false);
    }
}
