package attendance;

import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How the flow attendance stands: paused or not, and how much has gone. */
@Component
class PushState {
    private final JdbcClient jdbc;
    private final ZoneId zone;

    PushState(JdbcClient jdbc, IntakeProperties intake) {
        this.jdbc = jdbc;
        this.zone = intake.days();
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

    /** Attendances that were pushed since midnight, in the zone of {@code hub.attendance.zone}. */
    long pushedToday() {
        return jdbc.sql("SELECT count(*) FROM attendance WHERE connection = ?"
                        + " AND pushed_at >= date_trunc('day', now() AT TIME ZONE ?) AT TIME ZONE ?")
                .params(AttendanceOutbox.CONNECTION, zone.getId(), zone.getId())
                .query(Long.class)
                .single();
    }

    /** Leaves a line in the log that clients read, unless there was nothing to do. */
    void finished(PushRun run) {
        if (run.getPushed() + run.getFailed() > 0) {
            log(PushResult.words(run.getPushed(), run.getFailed()), run.getFailed(), "{}");
        }
    }

    /** The line of a push that somebody asked for says what its answer says; beside it what else was pushed on the way. */
    void finished(PushRun run, PushResult result, LocalDate from, LocalDate to) {
        long others = Math.max(0, run.getPushed() - result.pushed());
        log(
                result.message(),
                result.failed(),
                "{\"from\":\"%s\",\"to\":\"%s\",\"total\":%d,\"others\":%d}"
                        .formatted(from, to, result.total(), others));
    }

    private void log(String message, long failed, String details) {
        jdbc.sql("INSERT INTO activity_log (category, level, flow, message, details)"
                        + " VALUES ('odoo_sync', ?, ?, ?, ?::jsonb)")
                .params(failed == 0 ? "info" : "warning", AttendanceOutbox.FLOW, message, details)
                .update();
    }
}
