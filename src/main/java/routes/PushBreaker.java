package routes;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import odoo.OdooUnavailableException;
import odoo.OdooUnknownOutcomeException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When the flow attendance leaves Odoo alone: after half of the last calls found it away or got no answer. */
@Configuration(proxyBeanMethods = false)
class PushBreaker {
    private static final int WINDOW = 10;
    private static final int FEWEST = 5;

    /** A refusal, or a busy Odoo, is an answer like any other. The list that the EIP itself takes would swallow those. */
    @Bean
    CircuitBreakerConfig attendanceBreakerConfig(@Value("${hub.flows.attendance.breaker-wait}") Duration wait) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(FEWEST)
                .waitDurationInOpenState(wait)
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordException(failure ->
                        failure instanceof OdooUnavailableException || failure instanceof OdooUnknownOutcomeException)
                .build();
    }
}
