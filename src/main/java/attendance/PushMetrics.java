package attendance;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Meters of the flow attendance: counters {@code hub.attendance.pushed} and {@code hub.attendance.died} (by cause), gauges
 * {@code hub.outbox.waiting}, {@code hub.outbox.dead} and {@code hub.outbox.oldest} (seconds that the oldest row has waited).
 */
@Component
class PushMetrics {
    private final MeterRegistry registry;
    private final JdbcClient jdbc;

    PushMetrics(MeterRegistry registry, JdbcClient jdbc) {
        this.registry = registry;
        this.jdbc = jdbc;
        Gauge.builder("hub.outbox.waiting", this::waiting)
                .tag("flow", AttendanceOutbox.FLOW)
                .register(registry);
        Gauge.builder("hub.outbox.dead", this::dead)
                .tag("flow", AttendanceOutbox.FLOW)
                .register(registry);
        Gauge.builder("hub.outbox.oldest", this::oldest)
                .baseUnit("seconds")
                .tag("flow", AttendanceOutbox.FLOW)
                .register(registry);
    }

    void pushed(long rows) {
        registry.counter("hub.attendance.pushed").increment(rows);
    }

    void dead(PushCause cause) {
        registry.counter("hub.attendance.died", "cause", cause.word()).increment();
    }

    long waiting() {
        return number("SELECT count(*) FROM outbox WHERE flow = ? AND status <> 'dead'");
    }

    long dead() {
        return number("SELECT count(*) FROM outbox WHERE flow = ? AND status = 'dead'");
    }

    long oldest() {
        return number("SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::bigint"
                + " FROM outbox WHERE flow = ? AND status <> 'dead'");
    }

    private long number(String sql) {
        return jdbc.sql(sql).param(AttendanceOutbox.FLOW).query(Long.class).single();
    }
}
