package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import practice.Fault;

/** The dashboard when Odoo is asked seldom, is away, or refuses a part. */
class DashboardFailuresTest extends DashboardScene {
    @Test
    void odooIsAskedOnceAMinute() {
        order(acme, "S1", "sale", Map.of());
        read(asAcme, "");
        int calls = odoo.calls().count();
        order(acme, "S2", "sale", Map.of());
        assertThat(texts(read(asAcme, "").path("data").path("orders"), "number"))
                .containsExactly("S1");
        assertThat(texts(read(asAcme, "/orders").path("data"), "number")).containsExactly("S1");
        assertThat(odoo.calls().count()).isEqualTo(calls);
        cache.clear();
        assertThat(read(asAcme, "/orders").path("data").path("items")).hasSize(2);
    }

    @Test
    void withOdooDownTheLastKnownDataComesAndNeverAnothers() {
        everythingFor(acme, "acme");
        String asOf = read(asAcme, "").path("as_of").asText();
        cache.clear();
        odoo.down();
        JsonNode answer = read(asAcme, "");
        assertThat(answer.path("live").asBoolean()).isFalse();
        assertThat(answer.path("as_of").asText()).isEqualTo(asOf);
        assertThat(texts(answer.path("data").path("orders"), "number")).containsExactly("acme-order");
        assertThat(read(asAcme, "/arrears").path("live").asBoolean()).isFalse();

        var nothing = get(asWood, "");
        assertThat(nothing.statusCode()).isEqualTo(503);
        assertThat(nothing.headers().firstValue("Retry-After")).isPresent();
        assertThat(nothing.body()).doesNotContain("acme", "Exception", odoo.url());

        odoo.up();
        breaker().transitionToCloseState();
        assertThat(read(asAcme, "").path("live").asBoolean()).isTrue();
    }

    @Test
    void afterSomeFailuresOdooIsLeftAlone() {
        read(asAcme, "");
        odoo.misbehave(Fault.serverError(503).onPages("res.partner").always());
        for (int i = 0; i < 4; i++) {
            cache.clear();
            assertThat(read(asAcme, "").path("live").asBoolean()).isFalse();
        }
        int calls = odoo.calls().count();
        assertThat(read(asAcme, "").path("live").asBoolean()).isFalse();
        assertThat(odoo.calls().count()).isEqualTo(calls);
        assertThat(breaker().getCircuitBreakerState()).isEqualTo("OPEN");
    }

    @Test
    void whatTheHubMayNotReadIsEmptyWithANoteAndTheRestIsThere() {
        everythingFor(acme, "acme");
        odoo.misbehave(Fault.odooError("odoo.exceptions.AccessError", "You are not allowed to access 'Sales Order'")
                .on("sale.order", "search_read")
                .always());
        JsonNode data = read(asAcme, "").path("data");
        assertThat(data.path("orders").path("note").asText()).isEqualTo("not_permitted");
        assertThat(data.path("orders").path("items")).isEmpty();
        assertThat(texts(data.path("billing"), "number")).containsExactly("acme-invoice");
        assertThat(breaker().getCircuitBreakerState()).isEqualTo("CLOSED");
    }
}
