package odoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import practice.Fault;
import practice.PracticeOdoo;

/** However often calls go wrong, the pool does not run dry: more go wrong here than it has connections. */
class OdooConnectionsComeBackTest {
    private static final int CONNECTIONS = 2;
    private static final List<Supplier<Fault>> FAULTS = List.of(
            Fault::cutAfterActing,
            Fault::cutBeforeActing,
            Fault::truncated,
            Fault::malformed,
            Fault::hang,
            Fault::hangAfterActing,
            () -> Fault.delay(Duration.ofMillis(350)),
            () -> Fault.serverError(500),
            () -> Fault.proxyError(502),
            () -> Fault.proxyError(503),
            () -> Fault.proxyError(504),
            () -> Fault.tooManyRequests(Duration.ofSeconds(1)),
            Fault::serializationFailure,
            Fault::htmlPage);

    @Test
    void afterCallsThatWentWrong() throws Exception {
        try (PracticeOdoo odoo = PracticeOdoo.builder().start();
                DefaultCamelContext camel = LightCamel.context()) {
            camel.getRegistry().bind("connections", (OdooConnections) name ->
                    new OdooConnection(name, odoo.url(), odoo.database(), odoo.username(), Secret.of(odoo.apiKey())));
            camel.getComponent("http", org.apache.camel.component.http.HttpComponent.class)
                    .setConnectionsPerRoute(CONNECTIONS);
            camel.getComponent("odoo", OdooComponent.class).getConfiguration().setResponseTimeout(300);
            camel.start();
            for (Supplier<Fault> fault : FAULTS) {
                Fault set = odoo.misbehave(fault.get().on("res.partner", null).always());
                for (int i = 0; i <= CONNECTIONS; i++) {
                    assertThat(call(camel, "create", "{\"name\": \"Ines\"}"))
                            .as(set.toString())
                            .isNotNull();
                    assertThat(call(camel, "search", null)).as(set.toString()).isNotNull();
                }
                odoo.behave();
                long start = System.nanoTime();
                assertThat(call(camel, "search", null)).as(set.toString()).isNull();
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as(set.toString())
                        .isLessThan(Duration.ofSeconds(5));
            }
            odoo.down();
            for (int i = 0; i <= CONNECTIONS; i++) {
                assertThat(call(camel, "search", null)).isNotNull();
            }
            odoo.up();
            assertThat(call(camel, "search", null)).isNull();
        }
    }

    private static Exception call(DefaultCamelContext camel, String method, String body) {
        Exchange exchange = camel.createProducerTemplate()
                .send("odoo:res.partner/" + method, given -> given.getMessage().setBody(body));
        return exchange.getException();
    }
}
