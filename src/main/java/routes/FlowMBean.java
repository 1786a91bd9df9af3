package routes;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedOperationParameter;
import org.springframework.jmx.export.annotation.ManagedResource;
import sync.FlowSpec;
import sync.FlowStates;
import sync.RunMode;
import sync.RunTrigger;

/** A flow as operators see it in Hawtio: {@code odoo-hub:type=Flow,name=<flow>}. */
@ManagedResource(description = "A flow: its last run, and what an operator may do with it")
public class FlowMBean {
    private final FlowSpec flow;
    private final FlowRunner runner;
    private final FlowStates states;
    private final JdbcClient jdbc;

    FlowMBean(FlowSpec flow, FlowRunner runner, FlowStates states, JdbcClient jdbc) {
        this.flow = flow;
        this.runner = runner;
        this.states = states;
        this.jdbc = jdbc;
    }

    @ManagedAttribute(description = "What the flow does")
    public String getDescription() {
        return flow.description();
    }

    @ManagedAttribute(description = "The Odoo model it reads")
    public String getModel() {
        return flow.model();
    }

    @ManagedAttribute(description = "Whether the schedule is paused")
    public boolean isPaused() {
        return states.paused(flow.name(), FlowRunner.CONNECTION);
    }

    @ManagedAttribute(description = "Whether the schedule is passed over because Odoo lacks the model")
    public boolean isResting() {
        return runner.isResting(flow.name());
    }

    @ManagedAttribute(
            description = "Status of the last run: running, succeeded, failed, interrupted; never when there was none")
    public String getLastStatus() {
        return String.valueOf(last().getOrDefault("status", "never"));
    }

    @ManagedAttribute(description = "When the last run started")
    public String getLastStarted() {
        return String.valueOf(last().getOrDefault("started_at", ""));
    }

    @ManagedAttribute(
            description = "Figures of the last run: read, created, updated, unchanged, marked, skipped, rejected")
    public String getLastFigures() {
        Map<String, Object> run = last();
        if (run.isEmpty()) {
            return "";
        }
        return "read %s, created %s, updated %s, unchanged %s, marked %s, skipped %s, rejected %s"
                .formatted(
                        run.get("read"),
                        run.get("created"),
                        run.get("updated"),
                        run.get("unchanged"),
                        run.get("marked"),
                        run.get("skipped"),
                        run.get("rejected"));
    }

    @ManagedAttribute(description = "Why the last run failed, and what to do; empty when it did not")
    public String getLastFailure() {
        Object failure = last().get("failure");
        return failure == null ? "" : failure + " " + last().get("remedy");
    }

    @ManagedAttribute(description = "Records that could not be stored and wait to be mended in Odoo")
    public long getOpenRejects() {
        return jdbc.sql("SELECT count(*) FROM sync_reject WHERE flow = ? AND connection = ? AND healed_at IS NULL")
                .params(flow.name(), FlowRunner.CONNECTION)
                .query(Long.class)
                .single();
    }

    @ManagedOperation(description = "Starts a run now; answers with its number")
    public String runNow() {
        return "run "
                + runner.start(flow.name(), RunMode.INCREMENTAL, RunTrigger.HAWTIO)
                        .getId();
    }

    @ManagedOperation(description = "Starts a run now in a mode: incremental, full or reconcile")
    @ManagedOperationParameter(name = "mode", description = "incremental, full or reconcile")
    public String runInMode(String mode) {
        return "run "
                + runner.start(flow.name(), RunMode.of(mode), RunTrigger.HAWTIO).getId();
    }

    @ManagedOperation(description = "Pauses the schedule in every process; runs on demand go on")
    public void pause() {
        states.pause(flow.name(), FlowRunner.CONNECTION, true);
    }

    @ManagedOperation(description = "Resumes the schedule")
    public void resume() {
        states.pause(flow.name(), FlowRunner.CONNECTION, false);
    }

    @ManagedAttribute(
            description =
                    "Seconds since the start of the last window whose pages are all stored; -1 when there was none")
    public long getLagSeconds() {
        return states.watermark(flow.name(), FlowRunner.CONNECTION)
                .map(mark -> Duration.between(mark, Instant.now()).toSeconds())
                .orElse(-1L);
    }

    @ManagedOperation(description = "The newest 50 runs with their figures, as JSON")
    public String listRuns() {
        return rows("SELECT * FROM sync_run WHERE flow = ? AND connection = ? ORDER BY id DESC LIMIT 50");
    }

    @ManagedOperation(description = "Up to 200 records that could not be stored and wait to be mended in Odoo, as JSON")
    public String listRejects() {
        return rows("SELECT odoo_id, reason, detail, blocked_by, first_seen, last_seen FROM sync_reject"
                + " WHERE flow = ? AND connection = ? AND healed_at IS NULL ORDER BY id DESC LIMIT 200");
    }

    private String rows(String sql) {
        return jdbc.sql("SELECT coalesce(json_agg(r), '[]')::text FROM (" + sql + ") r")
                .params(flow.name(), FlowRunner.CONNECTION)
                .query(String.class)
                .single();
    }

    private Map<String, Object> last() {
        return jdbc
                .sql(
                        "SELECT * FROM sync_run WHERE flow = ? AND connection = ? AND trigger <> 'hint' ORDER BY id DESC LIMIT 1")
                .params(flow.name(), FlowRunner.CONNECTION)
                .query()
                .listOfRows()
                .stream()
                .findFirst()
                .orElse(Map.of());
    }
}
