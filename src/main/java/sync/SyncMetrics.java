package sync;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Meters of runs: {@code hub.runs} (timer by flow and status), {@code hub.records} (counter by flow and outcome), and by
 * flow, on the hub's own connections, the gauges {@code hub.rejects} (open ones) and {@code hub.window.lag} (seconds since the last complete window).
 */
@Component
class SyncMetrics {
    private final MeterRegistry registry;
    private final JdbcClient jdbc;
    private final FlowStates states;
    private final Set<String> gauged = ConcurrentHashMap.newKeySet();

    SyncMetrics(MeterRegistry registry, JdbcClient jdbc, FlowStates states) {
        this.registry = registry;
        this.jdbc = jdbc;
        this.states = states;
    }

    @EventListener
    void finished(RunFinished event) {
        String flow = event.run().getName();
        // A thousand connections of users would be thousands of gauges, each a question to the database.
        if (!event.run().isForUser()) {
            gauge(flow, event.run().getConnection());
        }
        Timer.builder("hub.runs")
                .tags("flow", flow, "status", event.status())
                .register(registry)
                .record(event.took());
        RunFigures figures = event.run().getFigures();
        count(flow, "created", figures.created());
        count(flow, "updated", figures.updated());
        count(flow, "unchanged", figures.unchanged());
        count(flow, "marked", figures.marked());
        count(flow, "skipped", figures.skippedTotal());
        count(flow, "rejected", figures.rejected());
    }

    private void count(String flow, String outcome, long records) {
        registry.counter("hub.records", "flow", flow, "outcome", outcome).increment(records);
    }

    private void gauge(String flow, String connection) {
        if (!gauged.add(flow + "/" + connection)) {
            return;
        }
        Tags tags = Tags.of("flow", flow, "connection", connection);
        Gauge.builder("hub.rejects", () -> openRejects(flow, connection))
                .tags(tags)
                .register(registry);
        Gauge.builder("hub.window.lag", () -> lag(flow, connection))
                .baseUnit("seconds")
                .tags(tags)
                .register(registry);
    }

    private long openRejects(String flow, String connection) {
        return jdbc.sql("SELECT count(*) FROM sync_reject WHERE flow = ? AND connection = ? AND healed_at IS NULL")
                .params(flow, connection)
                .query(Long.class)
                .single();
    }

    private double lag(String flow, String connection) {
        return states.watermark(flow, connection)
                .map(mark -> Instant.now().getEpochSecond() - mark.getEpochSecond())
                .orElse(-1L)
                .doubleValue();
    }
}
