package routes;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import sync.Run;
import sync.RunFigures;
import sync.RunFinished;
import sync.RunTrigger;
import sync.SyncProperties;

/** A line in words for each pull that failed or found something, for those who read {@code GET /api/v1/logs}. */
@Component("activityLog")
public class ActivityLog {
    private static final Logger LOG = LoggerFactory.getLogger(ActivityLog.class);

    private final JdbcClient database;
    private final Duration retention;

    ActivityLog(JdbcClient database, SyncProperties settings) {
        this.database = database;
        this.retention = settings.logRetention();
    }

    /** Removes the lines that are older than {@code hub.sync.log-retention}. */
    public void clean() {
        database.sql("DELETE FROM activity_log WHERE at < now() - make_interval(secs => :seconds)")
                .param("seconds", retention.toSeconds())
                .update();
    }

    @EventListener
    void finished(RunFinished event) {
        try {
            write(event);
        } catch (DataAccessException unwritten) {
            LOG.warn("The end of {} is missing in the activity log", event.run());
        }
    }

    private void write(RunFinished event) {
        Run run = event.run();
        if (event.failure() == null && run.getFigures().areNothingNew()) {
            return;
        }
        String trigger = trigger(run);
        boolean gone = trigger.isEmpty() && run.isForUser();
        if (gone || RunTrigger.REQUIRED.toString().equals(trigger)) {
            return;
        }
        RunFigures figures = run.getFigures();
        boolean failed = event.failure() != null;
        String message = failed
                ? "Syncing " + run.getName() + " from Odoo failed: " + event.failure()
                : "Synced " + run.getName() + " from Odoo: " + figures.created() + " added, " + figures.updated()
                        + " updated" + (figures.rejected() > 0 ? ", " + figures.rejected() + " failed" : "");
        database.sql(
                        "INSERT INTO activity_log (connection, category, level, flow, message, details) VALUES (:connection, 'odoo_sync', :level,"
                                + " :flow, :message, jsonb_build_object('run_id', :run::bigint, 'total', :total::bigint))")
                .param("connection", run.getConnection())
                .param("level", failed ? "error" : figures.rejected() > 0 ? "warning" : "info")
                .param("flow", run.getName())
                .param("message", message)
                .param("run", run.getId())
                .param("total", figures.read())
                .update();
    }

    private String trigger(Run run) {
        return database.sql("SELECT trigger FROM sync_run WHERE id = :run")
                .param("run", run.getId())
                .query(String.class)
                .optional()
                .orElse("");
    }
}
