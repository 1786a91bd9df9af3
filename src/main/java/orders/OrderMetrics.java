package orders;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import sync.OutboxMeters;

/**
 * Meters of orders: counters {@code hub.orders.pushed} (pushes that Odoo took) and {@code hub.orders.died} (by cause), the gauge
 * {@code hub.orders.conflicts} (orders that were changed here and in Odoo, of the last 24 hours), and the gauges of the outbox.
 */
@Component
public class OrderMetrics {
    private final MeterRegistry registry;
    private final OutboxMeters outbox;
    private final JdbcClient jdbc;

    OrderMetrics(MeterRegistry registry, OutboxMeters outbox, JdbcClient jdbc) {
        this.registry = registry;
        this.outbox = outbox;
        this.jdbc = jdbc;
        outbox.gauge(OrderPush.FLOW);
        Gauge.builder("hub.orders.conflicts", this::conflicts).register(registry);
    }

    void pushed() {
        registry.counter("hub.orders.pushed").increment();
    }

    void died(String cause) {
        registry.counter("hub.orders.died", "cause", cause).increment();
    }

    /** Orders that wait to be pushed, or are being pushed. */
    public long waiting() {
        return outbox.waiting(OrderPush.FLOW);
    }

    /** Orders that will not be pushed by themselves. */
    public long dead() {
        return outbox.dead(OrderPush.FLOW);
    }

    /** Seconds that the oldest order has waited. */
    public long oldest() {
        return outbox.oldest(OrderPush.FLOW);
    }

    /** How often, within 24 hours, an order had been changed here and in Odoo; the activity log says what counted. */
    public long conflicts() {
        return jdbc.sql("SELECT count(*) FROM activity_log WHERE flow = 'manufacturing-orders' AND level = 'warning'"
                        + " AND at > now() - interval '24 hours' AND details ->> 'here' IS NOT NULL")
                .query(Long.class)
                .single();
    }
}
