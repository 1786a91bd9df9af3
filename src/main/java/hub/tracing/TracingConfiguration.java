package hub.tracing;

import io.opentelemetry.api.OpenTelemetry;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Traces of requests and flows over OTLP, in the profile {@code tracing}. Without it none of this is loaded. */
@Configuration(proxyBeanMethods = false)
@Profile("tracing")
class TracingConfiguration {
    @Bean
    CamelContextConfiguration flowTracing(OpenTelemetry telemetry) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                new FlowTracer(telemetry).init(camel);
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                // Nothing is left to do.
            }
        };
    }
}
