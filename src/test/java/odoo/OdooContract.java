package odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/**
 * What {@code odoo:} promises, on any Odoo and over any protocol: of records, and besides of methods, failures and the test of a
 * connection.
 */
abstract class OdooContract extends OdooRecordsContract {
    @Test
    void tellsVersionProtocolAndServerClock() {
        Exchange exchange = template.request("odoo:res.partner/search_count", e -> {});
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(OdooConstants.PROTOCOL))
                .isEqualTo(expectedProtocol().name());
        assertThat(exchange.getMessage().getHeader(OdooConstants.SERVER_VERSION, String.class))
                .startsWith(expectedMajor() + ".");
        assertThat(exchange.getMessage().getHeader(OdooConstants.SERVER_DATE, Instant.class))
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(2)),
                        Instant.now().plus(Duration.ofMinutes(2)));
    }

    @Test
    void describesFields() {
        JsonNode fields = json(call("res.partner/fields_get?fields=name,country_id", "{\"attributes\":[\"type\"]}"));
        assertThat(fields.get("name").get("type").asText()).isEqualTo("char");
        assertThat(fields.get("country_id").get("type").asText()).isEqualTo("many2one");
        assertThat(fields).hasSize(2);
    }

    @Test
    void callsAnyOtherMethodIncludingThoseThatReturnNothing() {
        long id = Json.ids(call("res.partner/create", Map.of("name", prefix + "archived")))[0];
        byte[] found = call("res.partner/name_search", "{\"name\":\"" + prefix + "archived\",\"limit\":3}");
        assertThat(json(found).get(0).get(0).asLong()).isEqualTo(id);

        call("res.partner/action_archive", "{\"ids\":[" + id + "]}");
        assertThat(json(call("res.partner/read?fields=active", new long[] {id}))
                        .get(0)
                        .get("active")
                        .asBoolean())
                .isFalse();
        assertThat(text(call("event.registration/action_set_draft", "{\"ids\":[]}")))
                .isEqualTo("null");
    }

    @Test
    void namesTheMissingModel() {
        assertThatThrownBy(() -> call("res.nope/search_count", null))
                .isInstanceOfSatisfying(OdooMissingException.class, e -> {
                    assertThat(e.getWhat()).isEqualTo(OdooMissingException.What.MODEL);
                    assertThat(e.getName()).isEqualTo("res.nope");
                    assertThat(e.getRemedy()).isNotBlank();
                });
    }

    @Test
    void namesTheMissingMethod() {
        assertThatThrownBy(() -> call("res.partner/frobnicate", "{\"ids\":[1]}"))
                .isInstanceOfSatisfying(OdooMissingException.class, e -> assertThat(e.getWhat())
                        .isEqualTo(OdooMissingException.What.METHOD));
    }

    @Test
    void namesTheMissingField() {
        missingField(() -> call("res.partner/read?fields=name,nope", new long[] {1}));
        missingField(() -> call("res.partner/search_read?fields=nope&limit=1", null));
        missingField(() -> call("res.partner/search?domain=" + raw("[[\"nope\",\"=\",1]]"), null));
        missingField(() -> call("res.partner/search?order=nope", null));
        missingField(() -> call("res.partner/create", Map.of("name", prefix + "never", "nope", 1)));
        missingField(() -> call("res.partner/write", "{\"ids\":[1],\"vals\":{\"nope\":1}}"));
    }

    private void missingField(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(OdooMissingException.class, e -> {
            assertThat(e.getWhat()).isEqualTo(OdooMissingException.What.FIELD);
            assertThat(e.getName()).isEqualTo("nope");
        });
    }

    @Test
    void namesTheMissingRecord() {
        assertThatThrownBy(() -> call("res.partner/write", "{\"ids\":[999999999],\"vals\":{\"city\":\"x\"}}"))
                .isInstanceOfSatisfying(OdooMissingException.class, e -> assertThat(e.getWhat())
                        .isEqualTo(OdooMissingException.What.RECORD));
    }

    @Test
    void namesTheMissingDatabase() {
        assertThatThrownBy(() -> call("res.partner/search_count?connection=no-database", null))
                .isInstanceOfSatisfying(OdooMissingException.class, e -> {
                    assertThat(e.getWhat()).isEqualTo(OdooMissingException.What.DATABASE);
                    assertThat(e).hasMessageContaining("no_such_database");
                });
    }

    @Test
    void typesRefusedValuesAsValidation() {
        assertThatThrownBy(() -> call("res.partner/create", Map.of("name", false, "ref", prefix)))
                .isInstanceOf(OdooValidationException.class);
        if (expectedMajor() >= 19) {
            assertThatThrownBy(() -> call("res.partner/read?context=" + raw("{\"lang\":\"xx_YY\"}"), new long[] {1}))
                    .isInstanceOf(OdooValidationException.class);
        }
    }

    @Test
    void typesWhatIsForbiddenAsAccess() {
        assertThatThrownBy(() -> call("res.partner/_compute_display_name", "{\"ids\":[1]}"))
                .isInstanceOf(OdooAccessException.class);
    }

    @Test
    void triesARefusedCredentialOnce() {
        assertThatThrownBy(() -> call("res.partner/search_count?connection=wrong-key", null))
                .isInstanceOfSatisfying(OdooAuthenticationException.class, e -> {
                    assertThat(e.toString()).doesNotContain("0123456789");
                    assertThat(e.getRemedy()).contains("key");
                });
        List<OdooCallListener.Call> calls = new ArrayList<>();
        camel.getRegistry().bind("listener", (OdooCallListener) calls::add);
        assertThatThrownBy(() -> call("res.partner/search_count?connection=wrong-key", null))
                .isInstanceOf(OdooAuthenticationException.class);
        assertThat(calls).filteredOn(c -> c.connection().equals("wrong-key")).isEmpty();
        camel.getRegistry().unbind("listener");
        OdooVerifier verifier = new OdooVerifier(camel.getComponent("odoo", OdooComponent.class));
        assertThat(verifier.verify("wrong-key", List.of()).problem().setting()).isEqualTo(OdooReport.Setting.API_KEY);
    }

    @Test
    void verifiesAConnection() {
        OdooVerifier verifier = new OdooVerifier(camel.getComponent("odoo", OdooComponent.class));
        List<OdooNeed> needs = List.of(
                new OdooNeed("res.partner", "name,gone?,nope|nope2,missing", List.of("read", "create", "write")),
                OdooNeed.read("res.nope", "name"));
        OdooReport report = verifier.verify("default", needs);
        assertThat(report.connectionProblem()).isEmpty();
        assertThat(report.version()).startsWith(expectedMajor() + ".");
        assertThat(report.protocol()).isEqualTo(expectedProtocol());
        assertThat(report.userId()).isPositive();
        assertThat(report.login()).isEqualTo(connection.username());
        assertThat(report.ok()).isFalse();
        OdooReport.Model partner = report.models().get(0);
        assertThat(partner.readable()).isTrue();
        assertThat(partner.denied()).isEmpty();
        assertThat(partner.missingFields()).containsExactly("nope|nope2", "missing");
        assertThat(report.models().get(1).exists()).isFalse();
        assertThat(verifier.verify("default", List.of(OdooNeed.read("res.partner", "name")))
                        .ok())
                .isTrue();

        assertThat(verifier.verify("no-database", List.of()).problem().setting())
                .isEqualTo(OdooReport.Setting.DATABASE);
        OdooConnection nowhere = new OdooConnection(
                "nowhere", "http://127.0.0.1:1", connection.database(), connection.username(), connection.secret());
        assertThat(verifier.verify(nowhere, List.of()).problem().setting()).isEqualTo(OdooReport.Setting.URL);
    }
}
