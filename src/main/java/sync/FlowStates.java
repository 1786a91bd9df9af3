package sync;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Where each flow stands: its mark, its window under way, whether it is paused. */
@Service("flowStates")
public class FlowStates {
    private final JdbcClient jdbc;

    FlowStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next window of a flow: what is left of one under way, else from the mark less the overlap, or everything. */
    Window window(FlowSpec flow, String connection, RunMode mode, Duration overlap) {
        Optional<Map<String, Object>> row = jdbc
                .sql(
                        "SELECT watermark, open_from, open_start, after_id FROM sync_flow WHERE flow = ? AND connection = ?")
                .params(flow.name(), connection)
                .query()
                .listOfRows()
                .stream()
                .findFirst();
        if (row.isEmpty() || mode == RunMode.FULL) {
            return new Window(null, null, null);
        }
        Map<String, Object> state = row.get();
        Long afterId = (Long) state.get("after_id");
        if (afterId != null) {
            return new Window(instant(state.get("open_from")), instant(state.get("open_start")), afterId);
        }
        Instant watermark = flow.isWhole() ? null : instant(state.get("watermark"));
        return new Window(watermark == null ? null : watermark.minus(overlap), null, null);
    }

    /** Nothing when the run is not the current one any more. */
    void openWindow(Run run, Instant start) {
        jdbc.sql("INSERT INTO sync_flow AS f (flow, connection, open_from, open_start, after_id)"
                        + " SELECT flow, connection, ?::timestamptz, ?::timestamptz, 0 FROM sync_run"
                        + " WHERE id = ? AND status = 'running' ON CONFLICT (flow, connection) DO UPDATE SET open_from = EXCLUDED.open_from,"
                        + " open_start = EXCLUDED.open_start, after_id = 0")
                .params(Runs.utc(run.getWindow().from()), Runs.utc(start), run.getId())
                .update();
    }

    void closeWindow(String flow, String connection, Instant start) {
        jdbc.sql("UPDATE sync_flow SET watermark = ?, open_from = NULL, open_start = NULL, after_id = NULL,"
                        + " resting_since = NULL"
                        + " WHERE flow = ? AND connection = ?")
                .params(Runs.utc(start), flow, connection)
                .update();
    }

    /** The start of the last complete window, by Odoo's clock; empty when there was none. */
    public Optional<Instant> watermark(String flow, String connection) {
        return jdbc.sql("SELECT watermark FROM sync_flow WHERE flow = ? AND connection = ? AND watermark IS NOT NULL")
                .params(flow, connection)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Whether the flow has completed a window, or one is under way. */
    public boolean begun(String flow, String connection) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM sync_flow WHERE flow = ? AND connection = ?"
                        + " AND (watermark IS NOT NULL OR open_start IS NOT NULL))")
                .params(flow, connection)
                .query(Boolean.class)
                .single();
    }

    /** Whether an operator paused the flow's schedule. Runs on demand go on. */
    public boolean paused(String flow, String connection) {
        return jdbc.sql("SELECT paused FROM sync_flow WHERE flow = ? AND connection = ?")
                .params(flow, connection)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Pauses or resumes the flow's schedule, for every process that shares the database. */
    public void pause(String flow, String connection, boolean paused) {
        jdbc.sql("INSERT INTO sync_flow (flow, connection, paused) VALUES (?, ?, ?)"
                        + " ON CONFLICT (flow, connection) DO UPDATE SET paused = EXCLUDED.paused")
                .params(flow, connection, paused)
                .update();
    }

    /** What the flow reads is not there: its schedule is passed over for a while. A run that completes ends the rest. */
    public void rest(String flow, String connection) {
        jdbc.sql("INSERT INTO sync_flow (flow, connection, resting_since) VALUES (?, ?, clock_timestamp())"
                        + " ON CONFLICT (flow, connection) DO UPDATE SET resting_since = clock_timestamp()")
                .params(flow, connection)
                .update();
    }

    /** Whether the flow rests since less than that. Runs on demand go on. */
    public boolean resting(String flow, String connection, Duration atMost) {
        return jdbc.sql("SELECT resting_since > clock_timestamp() - make_interval(secs => ?) FROM sync_flow"
                        + " WHERE flow = ? AND connection = ? AND resting_since IS NOT NULL")
                .params(atMost.toSeconds(), flow, connection)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private static Instant instant(Object value) {
        if (value instanceof java.sql.Timestamp timestamp) {
            return timestamp.toInstant();
        }
        return value instanceof OffsetDateTime moment ? moment.toInstant() : null;
    }
}
