package attendance;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How the flow attendance stands: paused or not, and how much has gone. */
@Component
class PushState {
    private final JdbcClient jdbc;

    PushState(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isPaused() {
        return jdbc.sql("SELECT paused FROM sync_flow WHERE flow = ? AND connection = ?")
                .params(AttendanceOutbox.FLOW, AttendanceOutbox.CONNECTION)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Pauses or resumes timer and schedule, for every process that shares the database. */
    void pause(boolean paused) {
        jdbc.sql("INSERT INTO sync_flow (flow, connection, paused) VALUES (?, ?, ?)"
                        + " ON CONFLICT (flow, connection) DO UPDATE SET paused = EXCLUDED.paused")
                .params(AttendanceOutbox.FLOW, AttendanceOutbox.CONNECTION, paused)
                .update();
    }

    /** Attendances that were pushed since midnight UTC. */
    long pushedToday() {
        return jdbc.sql("SELECT count(*) FROM attendance WHERE connection = ?"
                        + " AND pushed_at >= date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'")
                .param(AttendanceOutbox.CONNECTION)
                .query(Long.class)
                .single();
    }

    /** Leaves a line in the log that clients read, unless there was nothing to do. */
    void finished(PushRun run) {
        if (run.getPushed() + run.getFailed() > 0) {
            jdbc.sql("INSERT INTO activity_log (category, level, flow, message) VALUES ('odoo_sync', ?, ?, ?)")
                    .params(
                            run.getFailed() == 0 ? "info" : "warning",
                            AttendanceOutbox.FLOW,
                            PushResult.words(run.getPushed(), run.getFailed()))
                    .update();
        }
    }
}
