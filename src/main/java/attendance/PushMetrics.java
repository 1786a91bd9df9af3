package attendance;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import sync.OutboxMeters;

/**
 * Meters of the flow attendance: counters {@code hub.attendance.pushed} and {@code hub.attendance.died} (by cause), and the
 * gauges of its outbox.
 */
@Component
class PushMetrics {
    private final MeterRegistry registry;
    private final OutboxMeters outbox;

    PushMetrics(MeterRegistry registry, OutboxMeters outbox) {
        this.registry = registry;
        this.outbox = outbox;
        outbox.gauge(AttendanceOutbox.FLOW);
    }

    void pushed(long rows) {
        registry.counter("hub.attendance.pushed").increment(rows);
    }

    void dead(PushCause cause) {
        registry.counter("hub.attendance.died", "cause", cause.word()).increment();
    }

    long waiting() {
        return outbox.waiting(AttendanceOutbox.FLOW);
    }

    long dead() {
        return outbox.dead(AttendanceOutbox.FLOW);
    }

    long oldest() {
        return outbox.oldest(AttendanceOutbox.FLOW);
    }
}
