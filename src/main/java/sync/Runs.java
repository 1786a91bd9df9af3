package sync;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Opens runs, follows them and closes them. Routes call it as the bean {@code runs}. */
@Service("runs")
public class Runs {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final JdbcClient jdbc;
    private final FlowLocks locks;
    private final FlowStates states;
    private final AbandonedRuns abandoned;
    private final SyncProperties properties;
    private final ApplicationEventPublisher events;

    Runs(
            JdbcClient jdbc,
            FlowLocks locks,
            FlowStates states,
            AbandonedRuns abandoned,
            SyncProperties properties,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.locks = locks;
        this.states = states;
        this.abandoned = abandoned;
        this.properties = properties;
        this.events = events;
    }

    /**
     * Opens a run and its window.
     *
     * @throws RunInProgressException when the flow runs already on this connection, in whatever process
     */
    public Run open(FlowSpec flow, String connection, RunMode mode, RunTrigger trigger) {
        return open(flow, connection, mode, trigger, new Run.Source(connection, 0));
    }

    /**
     * Opens a run that takes its records from somewhere else than usual.
     *
     * @throws RunInProgressException when the flow runs already on this connection, in whatever process
     */
    public Run open(FlowSpec flow, String connection, RunMode mode, RunTrigger trigger, Run.Source source) {
        FlowLocks.Lock lock =
                locks.tryAcquire(flow.name(), connection).orElseThrow(() -> new RunInProgressException(flow.name()));
        try {
            abandoned.interrupt(flow.name(), connection);
            Window window = states.window(flow, connection, mode, properties.overlap());
            long id = jdbc.sql("INSERT INTO sync_run (flow, connection, mode, trigger, window_from, resumed)"
                            + " VALUES (?, ?, ?, ?, ?, ?) RETURNING id")
                    .params(
                            flow.name(),
                            connection,
                            mode.toString(),
                            trigger.toString(),
                            utc(window.from()),
                            window.resumed())
                    .query(Long.class)
                    .single();
            LOG.info("Run {} of flow {} opened, mode {}, trigger {}", id, flow.name(), mode, trigger);
            String domain = window.domain(flow.domain(), flow.stamps(), properties.overlap());
            return new Run(id, flow, connection, mode, window, domain, lock, source);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Takes note of the ids in the window. The window starts before they were asked for, by Odoo's own clock.
     *
     * @param count how many ids there are
     * @param answered the Date of Odoo's answer; null when the server sends none (then the hub's clock counts)
     */
    public void expect(Run run, long count, Instant answered) {
        Duration since = Duration.ofNanos(System.nanoTime() - run.openedAt());
        Instant start =
                (answered == null ? Instant.now() : answered).minus(since).minusSeconds(1);
        run.noteWindowStart(start);
        jdbc.sql("UPDATE sync_run SET expected = ?, window_start = ? WHERE id = ?")
                .params(count, utc(start), run.getId())
                .update();
        if (!run.getWindow().resumed()) {
            states.openWindow(run, start);
        }
        progress(run, row(run));
    }

    /** Takes note of the tick of the timetable that the run is for. */
    public void noteTick(Run run, Instant tick) {
        jdbc.sql("UPDATE sync_run SET scheduled_for = ? WHERE id = ?")
                .params(utc(tick), run.getId())
                .update();
    }

    /** The user may not read the flow's model: the run reads its public one from now on. */
    public void readPublic(Run run) {
        run.readPublic();
    }

    /** Takes note of a stored page. @param row the run's row of sync_run after it */
    public void stored(Run run, Map<String, Object> row) {
        progress(run, row);
    }

    /** Closes the window, unless a limit left some of it, and the run as succeeded. */
    public void close(Run run) {
        if (run.isPulling() && !run.isPartial()) {
            states.closeWindow(run.getName(), run.getConnection(), run.getWindowStart());
        }
        finish(run, "succeeded", null, null);
    }

    /** Closes the run as failed; its window stays open and the next run resumes it. Never throws. */
    public void fail(Run run, String failure, String remedy) {
        end(run, "failed", failure, remedy);
    }

    /** Closes a run that was stopped on purpose; its window stays open and the next run resumes it. Never throws. */
    public void interrupt(Run run, String why, String remedy) {
        end(run, "interrupted", why, remedy);
    }

    private void end(Run run, String status, String failure, String remedy) {
        try {
            finish(run, status, failure, remedy);
        } catch (DataAccessException e) {
            LOG.error("Run {} failed and the database cannot be told: {}", run.getId(), failure);
            run.lock().close();
        }
    }

    private void finish(Run run, String status, String failure, String remedy) {
        try (FlowLocks.Lock lock = run.lock()) {
            Map<String, Object> row = jdbc
                    .sql("UPDATE sync_run SET status = ?, finished_at = clock_timestamp(),"
                            + " failure = ?, remedy = ?, rejected = (SELECT count(*) FROM sync_reject"
                            + " WHERE last_run = sync_run.id AND healed_at IS NULL)"
                            + " WHERE id = ? AND status = 'running' RETURNING *")
                    .params(status, failure, remedy, run.getId())
                    .query()
                    .listOfRows()
                    .stream()
                    .findFirst()
                    .orElse(null);
            if (row != null) {
                run.noteFigures(RunFigures.of(row));
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - run.openedAt());
        RunFigures f = run.getFigures();
        LOG.info(
                "Run {} of flow {} {}: read {}, created {}, updated {}, unchanged {}, skipped {}, rejected {}, took {} ms",
                run.getId(),
                run.getName(),
                status,
                f.read(),
                f.created(),
                f.updated(),
                f.unchanged(),
                f.skippedTotal(),
                f.rejected(),
                took.toMillis());
        events.publishEvent(new RunFinished(run, status, failure, took));
    }

    private void progress(Run run, Map<String, Object> row) {
        run.noteFigures(RunFigures.of(row));
        events.publishEvent(new RunProgressed(run));
    }

    /** @throws RunGoneException when the run went with its connection */
    private Map<String, Object> row(Run run) {
        return jdbc.sql("SELECT * FROM sync_run WHERE id = ?").param(run.getId()).query().listOfRows().stream()
                .findFirst()
                .orElseThrow(() -> new RunGoneException(run.getName()));
    }

    static OffsetDateTime utc(Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
