package odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What {@code odoo:} promises, on any Odoo and over any protocol. Every record it makes has a name that begins with a
 * prefix of its own and is deleted at the end.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class OdooContract {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private final String prefix = "Contract " + UUID.randomUUID() + " ";
    private OdooConnection connection;
    private CamelContext camel;
    private ProducerTemplate template;

    /** A connection of an administrator who may create, write and delete partners. */
    abstract OdooConnection connection();

    /** The protocol that calls must be seen to use. */
    abstract OdooProtocol expectedProtocol();

    /** The version that the server must be seen to have, for example 19. */
    abstract int expectedMajor();

    @BeforeAll
    void start() {
        connection = connection();
        camel = LightCamel.context();
        camel.getRegistry().bind("connections", (OdooConnections) this::named);
        camel.start();
        template = camel.createProducerTemplate();
    }

    private OdooConnection named(String name) {
        return switch (name) {
            case "wrong-key" ->
                new OdooConnection(
                        name,
                        connection.url(),
                        connection.database(),
                        connection.username(),
                        Secret.of("0123456789012345678901234567890123456789"),
                        connection.protocol(),
                        List.of());
            case "no-database" ->
                new OdooConnection(
                        name,
                        connection.url(),
                        "no_such_database",
                        connection.username(),
                        connection.secret(),
                        connection.protocol(),
                        List.of());
            default ->
                new OdooConnection(
                        name,
                        connection.url(),
                        connection.database(),
                        connection.username(),
                        connection.secret(),
                        connection.protocol(),
                        List.of());
        };
    }

    @AfterAll
    void clean() {
        try {
            byte[] ids = call("res.partner/search?context=" + raw("{\"active_test\":false}"), null, ours());
            if (ids.length > 2) {
                call("res.partner/unlink", ids);
            }
        } finally {
            camel.stop();
            closeOdoo();
        }
    }

    /** Called last. */
    void closeOdoo() {}

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
    void createsReadsWritesAndDeletes() {
        JsonNode ids = json(call("res.partner/create", Map.of("name", prefix + "one", "city", "Gent")));
        assertThat(ids.isArray()).isTrue();
        assertThat(ids).hasSize(1);

        JsonNode read = json(call("res.partner/read?fields=name,city", ids.toString()));
        assertThat(read).hasSize(1);
        assertThat(read.get(0).get("name").asText()).isEqualTo(prefix + "one");
        assertThat(read.get(0).get("city").asText()).isEqualTo("Gent");

        String write = "{\"ids\":" + ids + ",\"vals\":{\"city\":\"Brugge\"}}";
        assertThat(text(call("res.partner/write", write))).isEqualTo("true");
        assertThat(json(call("res.partner/read?fields=city", ids.toString()))
                        .get(0)
                        .get("city")
                        .asText())
                .isEqualTo("Brugge");
        byte[] byHeader = call("res.partner/write", "{\"city\":\"Leuven\"}", Map.of(OdooConstants.IDS, ids.toString()));
        assertThat(text(byHeader)).isEqualTo("true");

        assertThat(text(call("res.partner/unlink", ids.toString()))).isEqualTo("true");
        assertThat(text(call("res.partner/read?fields=city", ids.toString()))).isEqualTo("[]");
    }

    @Test
    void createsSeveralAtOnceAndSearchesThemInOrder() {
        List<Map<String, Object>> values = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            values.add(Map.of("name", prefix + "row " + i, "ref", "row-" + i));
        }
        long[] ids = Json.ids(call("res.partner/create", values));
        assertThat(ids).hasSize(7);

        Map<String, Object> domain = Map.of(OdooConstants.DOMAIN, List.of(List.of("name", "like", prefix + "row %")));
        assertThat(Json.ids(call("res.partner/search?order=id", null, domain))).containsExactly(ids);
        assertThat(Json.ids(call("res.partner/search?order=id desc&limit=2&offset=1", null, domain)))
                .containsExactly(ids[5], ids[4]);
        assertThat(text(call("res.partner/search_count", null, domain))).isEqualTo("7");
        JsonNode records = json(call("res.partner/search_read?fields=ref&order=id&limit=3", null, domain));
        assertThat(records.findValuesAsText("ref")).containsExactly("row-0", "row-1", "row-2");
        assertThat(records.get(0).get("id").asLong()).isEqualTo(ids[0]);
    }

    @Test
    void takesDomainsFromTheUri() {
        String domain = "[[\"id\",\"in\",[1,3]],\"|\",[\"active\",\"=\",true],[\"active\",\"=\",false]]";
        long[] ids = Json.ids(call("res.partner/search?order=id&domain=" + raw(domain), null));
        assertThat(ids).containsExactly(1, 3);
    }

    @Test
    void deliversMany2oneAsPairOrBareIdAndNothingAsFalse() {
        long parent = Json.ids(call("res.partner/create", Map.of("name", prefix + "parent", "is_company", true)))[0];
        long child = Json.ids(call("res.partner/create", Map.of("name", prefix + "child", "parent_id", parent)))[0];

        JsonNode pair = json(call("res.partner/read?fields=parent_id,email,vat,child_ids", new long[] {child}))
                .get(0);
        assertThat(pair.get("parent_id").get(0).asLong()).isEqualTo(parent);
        assertThat(pair.get("parent_id").get(1).asText()).isEqualTo(prefix + "parent");
        assertThat(pair.get("email").isBoolean()).isTrue();
        assertThat(pair.get("email").asBoolean()).isFalse();
        assertThat(pair.get("child_ids")).isEmpty();

        JsonNode bare = json(call("res.partner/read?fields=parent_id&load=", List.of(child)))
                .get(0);
        assertThat(bare.get("parent_id").isIntegralNumber()).isTrue();
        assertThat(bare.get("parent_id").asLong()).isEqualTo(parent);
    }

    @Test
    void keepsTextAsItIs() {
        String name = prefix + "é \uD83D\uDE00 שלום <b>&amp;</b> \"q\" \\ 日本\tx";
        long[] ids = Json.ids(call("res.partner/create", Map.of("name", name, "street", "two\nlines")));
        JsonNode record = json(call("res.partner/read?fields=name,street", ids)).get(0);
        assertThat(record.get("name").asText()).isEqualTo(name);
        assertThat(record.get("street").asText()).isEqualTo("two\nlines");
    }

    @Test
    void readsInPagesInTheOrderOfTheIds() {
        List<Map<String, Object>> values = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            values.add(Map.of("name", prefix + "page " + i));
        }
        call("res.partner/create", values);
        Map<String, Object> domain = Map.of(OdooConstants.DOMAIN, List.of(List.of("name", "like", prefix + "page %")));
        long[] ids = Json.ids(call("res.partner/search?order=id desc", null, domain));
        Exchange exchange =
                template.request("odoo:res.partner/read?fields=name&load=&pageSize=5&parallel=2", e -> e.getMessage()
                        .setBody(Json.text(ids)));
        OdooPages pages = exchange.getMessage().getBody(OdooPages.class);
        assertThat(pages.getTotal()).isEqualTo(23);
        assertThat(pages.getCount()).isEqualTo(5);
        List<Long> read = new ArrayList<>();
        for (OdooPage page : pages) {
            json(page.getRecords()).forEach(record -> read.add(record.get("id").asLong()));
            assertThat(page.getLastId()).isEqualTo(read.get(read.size() - 1));
        }
        assertThat(read.stream().mapToLong(Long::longValue).toArray()).containsExactly(ids);
    }

    @Test
    void resolvesFieldListsForThisVersion() {
        long[] ids = Json.ids(call("res.partner/create", Map.of("name", prefix + "fields")));
        JsonNode record = json(call(
                        "res.partner/read?fields=" + raw("title_of_old|display_name,no_such_field?,name"), ids))
                .get(0);
        assertThat(record.get("title_of_old").asText()).isEqualTo(prefix + "fields");
        assertThat(record.has("display_name")).isFalse();
        assertThat(record.has("no_such_field")).isFalse();
        assertThat(record.get("name").asText()).isEqualTo(prefix + "fields");
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

    private Map<String, Object> ours() {
        return Map.of(OdooConstants.DOMAIN, List.of(List.of("name", "like", prefix + "%")));
    }

    private byte[] call(String target, Object body) {
        return call(target, body, Map.of());
    }

    private byte[] call(String target, Object body, Map<String, Object> headers) {
        Exchange exchange = template.request("odoo:" + target, e -> {
            e.getMessage().setBody(body);
            e.getMessage().setHeaders(new HashMap<>(headers));
        });
        if (exchange.getException() instanceof RuntimeException failure) {
            throw failure;
        }
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(byte[].class);
    }

    private static String raw(String value) {
        return "RAW(" + value + ")";
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).strip();
    }

    private static JsonNode json(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
