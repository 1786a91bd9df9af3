package changes.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.ExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What goes wrong with Kafka, as the bean {@code kafkaTroubles}: said once in five minutes, counted always ({@code
 * hub.kafka.failures}). Only the kind of failure: messages may hold what was sent.
 */
@Component("kafkaTroubles")
public class KafkaTroubles implements ExceptionHandler, Processor {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTroubles.class);
    private static final Duration QUIET = Duration.ofMinutes(5);

    private final Counter failures;
    private Long said;

    KafkaTroubles(MeterRegistry registry) {
        this.failures = registry.counter("hub.kafka.failures");
    }

    /** For error policies. */
    public void note(Exchange exchange) {
        note(exchange.getFromRouteId(), exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }

    /** For error policies, each time that something fails. */
    @Override
    public void process(Exchange exchange) {
        note(exchange);
    }

    private synchronized void note(String route, Throwable failure) {
        failures.increment();
        long now = System.nanoTime();
        if (said == null || now - said > QUIET.toNanos()) {
            said = now;
            LOG.warn(
                    "Kafka or the database does not answer in route {} ({}); nothing is lost, it is tried again",
                    route,
                    failure == null ? "unknown" : failure.getClass().getSimpleName());
        }
    }

    @Override
    public void handleException(Throwable failure) {
        note("of a consumer", failure);
    }

    @Override
    public void handleException(String message, Throwable failure) {
        note("of a consumer", failure);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable failure) {
        note(exchange == null ? "of a consumer" : exchange.getFromRouteId(), failure);
    }
}
