package routes;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import odoo.OdooComponent;
import odoo.OdooConnection;
import odoo.OdooConstants;
import odoo.OdooUnavailableException;
import odoo.OdooUnknownOutcomeException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * When the flow attendance leaves an Odoo alone: after half of the last calls found it away or got no answer. Each Odoo has a
 * breaker of its own, whichever credentials reach it, so that one that is down holds up nobody else's push. The gauge {@code
 * hub.odoo.breaker.open} is 1 while one is open.
 */
@Component("pushBreakers")
public class PushBreakers {
    private static final Logger LOG = LoggerFactory.getLogger(PushBreakers.class);
    private static final String CALL = "direct:attendance-call";
    private static final int WINDOW = 10;
    private static final int FEWEST = 5;

    private final CamelContext camel;
    private final ProducerTemplate template;
    private final CircuitBreakerRegistry breakers;

    PushBreakers(
            CamelContext camel,
            ProducerTemplate template,
            MeterRegistry meters,
            @Value("${hub.flows.attendance.breaker-wait}") Duration wait) {
        this.camel = camel;
        this.template = template;
        // A refusal, or a busy Odoo, is an answer like any other.
        this.breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(FEWEST)
                .waitDurationInOpenState(wait)
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordException(failure ->
                        failure instanceof OdooUnavailableException || failure instanceof OdooUnknownOutcomeException)
                .build());
        breakers.getEventPublisher().onEntryAdded(added -> watch(added.getAddedEntry(), meters));
    }

    /**
     * Sends the exchange to the route that calls Odoo.
     *
     * @throws CallNotPermittedException when that Odoo has failed too often just now
     */
    public void call(Exchange exchange) throws Exception {
        CircuitBreaker breaker = of(exchange.getMessage().getHeader(OdooConstants.CONNECTION, String.class));
        breaker.executeCallable(() -> {
            template.send(CALL, exchange);
            Exception failure = exchange.getException();
            if (failure != null) {
                throw failure;
            }
            return null;
        });
    }

    /** The breaker of the Odoo that the connection of that name leads to. */
    public CircuitBreaker of(String connection) {
        OdooConnection odoo =
                camel.getComponent("odoo", OdooComponent.class).getConnections().get(connection);
        return breakers.circuitBreaker(odoo.url() + " " + odoo.database());
    }

    private static void watch(CircuitBreaker breaker, MeterRegistry meters) {
        Gauge.builder("hub.odoo.breaker.open", breaker, PushBreakers::isOpen)
                .tag("odoo", breaker.getName())
                .register(meters);
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.warn(
                        "Pushing attendances to {}: {}",
                        breaker.getName(),
                        event.getStateTransition().getToState() == CircuitBreaker.State.OPEN
                                ? "Odoo has failed too often; it is left alone for a while"
                                : event.getStateTransition().getToState() == CircuitBreaker.State.CLOSED
                                        ? "Odoo is back"
                                        : "one call is tried"));
    }

    private static double isOpen(CircuitBreaker breaker) {
        return breaker.getState() == CircuitBreaker.State.OPEN ? 1 : 0;
    }
}
