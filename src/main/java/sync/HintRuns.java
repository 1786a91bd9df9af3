package sync;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Runs that store hinted records. One at a time for a flow and connection, beside the flow's other runs, so that a hint need not
 * wait for a long pull. They move no window, and those of an hour share a row of sync_run.
 */
@Service("hintRuns")
public class HintRuns {
    private static final Logger LOG = LoggerFactory.getLogger(HintRuns.class);

    private final JdbcClient database;
    private final FlowLocks locks;

    /**
     * A run that is open.
     *
     * @param run for the routes
     * @param since when it began, by the database's clock
     */
    public record Open(Run run, OffsetDateTime since) {}

    HintRuns(JdbcClient database, FlowLocks locks) {
        this.database = database;
        this.locks = locks;
    }

    /** @throws RunInProgressException when hints of this flow are being followed already, in whatever process */
    public Open open(FlowSpec flow, String connection) {
        FlowLocks.Lock lock = locks.tryAcquire("hints/" + flow.name(), connection)
                .orElseThrow(() -> new RunInProgressException(flow.name()));
        try {
            record Row(long id, OffsetDateTime since) {}
            Optional<Row> open = database.sql(
                            "UPDATE sync_run SET status = 'running', finished_at = NULL, failure = NULL, remedy = NULL"
                                    + " WHERE id = (SELECT id FROM sync_run WHERE flow = :flow AND connection = :connection AND trigger = 'hint'"
                                    + " ORDER BY id DESC LIMIT 1)"
                                    + " AND (status = 'running' OR started_at > clock_timestamp() - interval '1 hour')"
                                    + " RETURNING id, clock_timestamp() AS since")
                    .param("flow", flow.name())
                    .param("connection", connection)
                    .query(Row.class)
                    .optional();
            Row row = open.orElseGet(() -> database.sql(
                            "INSERT INTO sync_run (flow, connection, mode, trigger)"
                                    + " VALUES (:flow, :connection, 'incremental', 'hint') RETURNING id, clock_timestamp() AS since")
                    .param("flow", flow.name())
                    .param("connection", connection)
                    .query(Row.class)
                    .single());
            Run run = new Run(
                    row.id(),
                    flow,
                    connection,
                    RunMode.INCREMENTAL,
                    new Window(null, null, null),
                    flow.domain(),
                    lock,
                    new Run.Source(connection, 0));
            return new Open(run, row.since());
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Closes a run that went well.
     *
     * @return whether another run of the flow was under way at the same time: it may have stored an earlier reading on top of what
     *     was stored here, so the records have to be read once more after it
     */
    public boolean close(Open open) {
        finish(open.run(), "succeeded", null, null);
        return database.sql(
                        "SELECT EXISTS (SELECT FROM (SELECT * FROM sync_run WHERE flow = :flow AND connection = :connection"
                                + " ORDER BY id DESC LIMIT 10) r WHERE trigger <> 'hint' AND (status = 'running' OR finished_at >= :since))")
                .param("flow", open.run().getName())
                .param("connection", open.run().getConnection())
                .param("since", open.since())
                .query(Boolean.class)
                .single();
    }

    /** Closes a run that failed. Never throws. */
    public void fail(Open open, String failure, String remedy) {
        try {
            finish(open.run(), "failed", failure, remedy);
        } catch (DataAccessException e) {
            LOG.error(
                    "Hints of flow {} failed and the database cannot be told: {}",
                    open.run().getName(),
                    failure);
            open.run().lock().close();
        }
    }

    private void finish(Run run, String status, String failure, String remedy) {
        try (FlowLocks.Lock lock = run.lock()) {
            database.sql(
                            "UPDATE sync_run SET status = :status, finished_at = clock_timestamp(), failure = :failure, remedy = :remedy,"
                                    + " rejected = (SELECT count(*) FROM sync_reject WHERE last_run = sync_run.id AND healed_at IS NULL)"
                                    + " WHERE id = :id AND status = 'running'")
                    .param("status", status)
                    .param("failure", failure)
                    .param("remedy", remedy)
                    .param("id", run.getId())
                    .update();
        }
    }
}
