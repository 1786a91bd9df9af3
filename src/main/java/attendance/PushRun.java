package attendance;

import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** One emptying of the outbox, by one or several workers: over which connection, and what came of it so far. */
public final class PushRun {
    private final String via;
    private final OffsetDateTime due;
    private final AtomicLong pushed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();

    PushRun(String via) {
        this(via, OffsetDateTime.MAX);
    }

    /** @param due only rows that were due by then */
    PushRun(String via, OffsetDateTime due) {
        this.via = via;
        this.due = due;
    }

    OffsetDateTime due() {
        return due;
    }

    /** Name of the Odoo connection that the calls go over. */
    public String getVia() {
        return via;
    }

    /** Rows that left the outbox. */
    public long getPushed() {
        return pushed.get();
    }

    /** Rows that became dead letters, or were put back because Odoo did not take them now. */
    public long getFailed() {
        return failed.get();
    }

    /** Whether it makes no sense to go on now. */
    public boolean isStopped() {
        return stopped.get();
    }

    void pushed(long rows) {
        pushed.addAndGet(rows);
    }

    void failed(long rows) {
        failed.addAndGet(rows);
    }

    void stop() {
        stopped.set(true);
    }
}
