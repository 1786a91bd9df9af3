package sync;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One execution of a flow on a connection, while it lasts. Travels as the exchange property {@code run}. */
public final class Run {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    private final long id;
    private final FlowSpec flow;
    private final String connection;
    private final RunMode mode;
    private final Window window;
    private final String domain;
    private final FlowLocks.Lock lock;
    private final Source source;
    private final long openedAt = System.nanoTime();
    private final AtomicReference<RunFigures> figures = new AtomicReference<>(RunFigures.NONE);
    private volatile Instant windowStart;
    private volatile boolean readingPublic;
    private volatile boolean partial;

    /**
     * Where a run takes its records from.
     *
     * @param odoo name of the Odoo connection to call
     * @param limit how many records at most, oldest ids first; the next run goes on behind them. 0 is without limit
     */
    public record Source(String odoo, int limit) {}

    Run(
            long id,
            FlowSpec flow,
            String connection,
            RunMode mode,
            Window window,
            String domain,
            FlowLocks.Lock lock,
            Source source) {
        this.id = id;
        this.flow = flow;
        this.connection = connection;
        this.mode = mode;
        this.window = window;
        this.domain = domain;
        this.lock = lock;
        this.source = source;
    }

    public long getId() {
        return id;
    }

    public FlowSpec getFlow() {
        return flow;
    }

    public String getName() {
        return flow.name();
    }

    /** The model that is read: the flow's, or its public one after {@link #readPublic}. */
    public String getModel() {
        return readingPublic ? flow.publicModel() : flow.model();
    }

    /** The user may not read the flow's model: from now on its public model is read. */
    public void readPublic() {
        LOG.info("{} may not be read by this user; {} is read instead", flow.model(), flow.publicModel());
        readingPublic = true;
    }

    public String getConnection() {
        return connection;
    }

    /** Whether it runs on a user's connection, and not on one of the hub's own. */
    public boolean isForUser() {
        return connection.matches("c[1-9][0-9]*");
    }

    /** Name of the Odoo connection to call: the run's own, unless it was given others for this once. */
    public String getOdoo() {
        return source.odoo();
    }

    /** How many records at most; 0 is without limit. */
    public int getLimit() {
        return source.limit();
    }

    /** Whether the limit left records of the window unread; the window then stays open. */
    public boolean isPartial() {
        return partial;
    }

    public void notePartial() {
        this.partial = true;
    }

    public RunMode getMode() {
        return mode;
    }

    /** Whether the run reads the window. A reconciliation alone does not. */
    public boolean isPulling() {
        return mode != RunMode.RECONCILE;
    }

    /** Whether the run compares id sets. */
    public boolean isReconciling() {
        return mode != RunMode.INCREMENTAL;
    }

    public Window getWindow() {
        return window;
    }

    /** The domain that finds the window's records, as JSON. */
    public String getDomain() {
        return domain;
    }

    public RunFigures getFigures() {
        return figures.get();
    }

    /** Odoo's clock before the window's ids were asked for; null until then. */
    public Instant getWindowStart() {
        return windowStart;
    }

    void noteWindowStart(Instant start) {
        this.windowStart = start;
    }

    void noteFigures(RunFigures now) {
        figures.set(now);
    }

    long openedAt() {
        return openedAt;
    }

    FlowLocks.Lock lock() {
        return lock;
    }

    @Override
    public String toString() {
        return flow.name() + " run " + id;
    }
}
