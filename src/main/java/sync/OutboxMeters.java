package sync;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How each flow's outbox stands, and the gauges that say so: {@code hub.outbox.waiting}, {@code hub.outbox.dead} and {@code
 * hub.outbox.oldest} (seconds that the oldest row has waited), each by flow.
 */
@Component
public class OutboxMeters {
    private final MeterRegistry registry;
    private final JdbcClient jdbc;

    OutboxMeters(MeterRegistry registry, JdbcClient jdbc) {
        this.registry = registry;
        this.jdbc = jdbc;
    }

    /** Registers the gauges of a flow. */
    public void gauge(String flow) {
        Gauge.builder("hub.outbox.waiting", () -> waiting(flow))
                .tag("flow", flow)
                .register(registry);
        Gauge.builder("hub.outbox.dead", () -> dead(flow)).tag("flow", flow).register(registry);
        Gauge.builder("hub.outbox.oldest", () -> oldest(flow))
                .baseUnit("seconds")
                .tag("flow", flow)
                .register(registry);
    }

    /** Rows that wait to be pushed, or are being pushed. */
    public long waiting(String flow) {
        return number("SELECT count(*) FROM outbox WHERE flow = ? AND status <> 'dead'", flow);
    }

    /** Rows that will not succeed by themselves. */
    public long dead(String flow) {
        return number("SELECT count(*) FROM outbox WHERE flow = ? AND status = 'dead'", flow);
    }

    /** Seconds that the oldest waiting row has waited; 0 where none waits. */
    public long oldest(String flow) {
        return number(
                "SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::bigint"
                        + " FROM outbox WHERE flow = ? AND status <> 'dead'",
                flow);
    }

    private long number(String sql, String flow) {
        return jdbc.sql(sql).param(flow).query(Long.class).single();
    }
}
