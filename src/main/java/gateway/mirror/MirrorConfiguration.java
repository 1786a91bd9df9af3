package gateway.mirror;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import odoo.OdooUnavailableException;
import odoo.OdooUnknownOutcomeException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MirrorProperties.class)
class MirrorConfiguration {
    private static final int WINDOW = 10;
    private static final int FEWEST = 3;
    private static final Duration WAIT = Duration.ofSeconds(10);

    /** When reads leave Odoo alone: after half of the last ones found it away. A refusal is an answer like any other. */
    @Bean
    CircuitBreakerConfig mirrorBreakerConfig() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(FEWEST)
                .waitDurationInOpenState(WAIT)
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordException(failure ->
                        failure instanceof OdooUnavailableException || failure instanceof OdooUnknownOutcomeException)
                .build();
    }
}
