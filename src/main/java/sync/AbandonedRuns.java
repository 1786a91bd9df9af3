package sync;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Runs whose process ended before they did. */
@Service
public class AbandonedRuns {
    private static final Logger LOG = LoggerFactory.getLogger(AbandonedRuns.class);

    private final JdbcClient jdbc;
    private final FlowLocks locks;

    AbandonedRuns(JdbcClient jdbc, FlowLocks locks) {
        this.jdbc = jdbc;
        this.locks = locks;
    }

    /** Marks runs as interrupted whose process died. Called at start; a run that is alive holds its lock. */
    public void sweep() {
        for (Map<String, Object> row : jdbc.sql(
                        "SELECT flow, connection FROM sync_run WHERE status = 'running' AND trigger <> 'hint'")
                .query()
                .listOfRows()) {
            String flow = (String) row.get("flow");
            String connection = (String) row.get("connection");
            locks.tryAcquire(flow, connection).ifPresent(lock -> {
                try (lock) {
                    interrupt(flow, connection);
                }
            });
        }
    }

    /** Marks the run of a flow whose process died; the caller holds its lock. */
    void interrupt(String flow, String connection) {
        int n = jdbc.sql("UPDATE sync_run SET status = 'interrupted', finished_at = clock_timestamp(),"
                        + " failure = 'The process ended before the run did.',"
                        + " remedy = 'Nothing to do: the next run resumes where it stopped.'"
                        + " WHERE flow = ? AND connection = ? AND status = 'running' AND trigger <> 'hint'")
                .params(flow, connection)
                .update();
        if (n > 0) {
            LOG.warn("A run of flow {} was interrupted; its window will be resumed", flow);
        }
    }
}
