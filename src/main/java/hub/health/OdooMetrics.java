package hub.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import odoo.OdooCallListener;
import org.springframework.stereotype.Component;

/**
 * The meter {@code hub.odoo.calls}: how long each request to Odoo took, from sending to the last byte of the answer, as a
 * histogram. Tags: {@code connection} ({@code default}, or {@code saved} for all that users saved, so that a thousand of them do
 * not make a thousand series), {@code model}, {@code method}, {@code outcome} ({@code succeeded}, or the kind of failure, such as
 * {@code busy}).
 */
@Component
class OdooMetrics implements OdooCallListener {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;

    OdooMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void called(Call call) {
        Timer.builder("hub.odoo.calls")
                .description("Requests to Odoo")
                .tag("connection", "default".equals(call.connection()) ? "default" : "saved")
                .tag("model", call.model())
                .tag("method", call.method())
                .tag("outcome", outcome(call))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(call.duration());
    }

    private static String outcome(Call call) {
        return call.failure() == null
                ? "succeeded"
                : call.failure().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
