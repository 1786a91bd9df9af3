package gateway;

import static hub.HubHttp.json;
import static hub.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.HubHttp;
import hub.HubTest;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import odoo.OdooComponent;
import odoo.OdooConnection;
import odoo.OdooConnections;
import odoo.Secret;
import org.apache.camel.CamelContext;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;
import practice.data.PracticeData;
import routes.FlowRunner;
import sync.RunMode;
import sync.RunTrigger;

/** Odoo's records over REST: the same on every Odoo, from the copy or live, and honest about which. */
@HubTest
class MirrorReadTest {
    private static final List<String> RESOURCES = List.of("products", "manufacturing-orders", "partners", "stock");
    private static final List<String> FLOWS = List.of("catalog", "manufacturing-orders", "partners", "stock");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    FlowRunner runner;

    @Autowired
    CamelContext camel;

    @Autowired
    OdooConnections connections;

    HubHttp http;
    PracticeOdoo odoo;

    @BeforeEach
    void start() {
        http = new HubHttp(port);
        database.sql("TRUNCATE mirror").update();
        database.sql("DELETE FROM sync_flow").update();
        on(19);
    }

    @AfterEach
    void stop() {
        odoo.close();
        breaker().transitionToCloseState();
        camel.getComponent("odoo", OdooComponent.class).setConnections(connections);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void everyReadGivesTheSameOnFourteenAndNineteen(boolean mirrored) {
        Map<String, JsonNode> nineteen = everything(mirrored);
        odoo.close();
        on(14);
        Map<String, JsonNode> fourteen = everything(mirrored);
        assertThat(fourteen).isEqualTo(nineteen).hasSize(6);
        JsonNode product = nineteen.get("products").path(0);
        assertThat(names(product))
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "default_code",
                        "barcode",
                        "list_price",
                        "standard_price",
                        "type",
                        "categ_id",
                        "uom_id",
                        "qty_available",
                        "virtual_available",
                        "description",
                        "active");
        assertThat(product.path("type").asText()).isEqualTo("product");
        assertThat(product.path("qty_available").asDouble()).isEqualTo(10);
        assertThat(product.path("description").asText()).isEqualTo("Solid & heavy");
        assertThat(product.path("categ_id").path(1).isTextual()).isTrue();
        JsonNode order = nineteen.get("manufacturing-orders").path(0);
        assertThat(names(order))
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "product_id",
                        "product_qty",
                        "product_uom_id",
                        "state",
                        "date_planned_start",
                        "date_deadline",
                        "priority",
                        "user_id",
                        "company_id",
                        "origin",
                        "qty_produced",
                        "qty_producing");
        assertThat(order.path("date_planned_start").asText()).isEqualTo("2025-11-10 08:00:00");
        JsonNode partner = nineteen.get("partners").path(0);
        assertThat(names(partner))
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "email",
                        "phone",
                        "mobile",
                        "street",
                        "city",
                        "zip",
                        "country_id",
                        "is_company",
                        "vat",
                        "ref");
        assertThat(partner.path("mobile").isBoolean()).isTrue();
        JsonNode stock = nineteen.get("stock").path(0);
        assertThat(names(stock))
                .containsExactlyInAnyOrder(
                        "id",
                        "product_id",
                        "location_id",
                        "quantity",
                        "reserved_quantity",
                        "available_quantity",
                        "lot_id",
                        "package_id");
        assertThat(stock.path("available_quantity").asDouble()).isEqualTo(10);
        assertThat(stock.path("lot_id").isBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void theCopyAndOdooGiveTheSameForEveryQuestion(int version) {
        odoo.close();
        on(version);
        pullAll();
        List<String> questions = List.of(
                "/products?search=table&order=list_price%20desc",
                "/products?default_code=P-0002",
                "/products?fields=name,default_code&limit=2&offset=1",
                "/products?order=default_code%20desc,id&limit=3",
                "/products?active=false",
                "/manufacturing-orders?state=confirmed",
                "/manufacturing-orders?order=date_planned_start%20desc&limit=2",
                "/manufacturing-orders?order=date_deadline&fields=date_deadline,state",
                "/manufacturing-orders?order=date_deadline%20desc&fields=date_deadline",
                "/manufacturing-orders?product_id=2&total=true",
                "/manufacturing-orders?origin=SO%2F1",
                "/partners?is_company=true",
                "/partners?is_company=false&search=acm",
                "/partners?search=50%25",
                "/partners?after=3&limit=1",
                "/stock?product_id=1",
                "/stock?location_id=5&order=quantity%20desc&total=true");
        for (String question : questions) {
            JsonNode copy = get(question + "&max_age=3600");
            JsonNode live = get(question + "&live=true");
            assertThat(copy.path("live").asBoolean()).as(question).isFalse();
            assertThat(live.path("live").asBoolean()).as(question).isTrue();
            for (String member : List.of("data", "count", "next", "more", "total")) {
                assertThat(copy.path(member)).as(question + " " + member).isEqualTo(live.path(member));
            }
        }
        assertThat(get("/manufacturing-orders?product_id=2&total=true")
                        .path("total")
                        .asInt())
                .isEqualTo(3);
        assertThat(get("/manufacturing-orders?state=confirmed").path("count").asInt())
                .isEqualTo(2);
        assertThat(get("/partners?is_company=true&max_age=3600").path("count").asInt())
                .isPositive();
    }

    @Test
    void pagesByCursorMissNothing() {
        pullAll();
        for (String mode : List.of("max_age=3600", "live=true")) {
            int after = 0;
            int seen = 0;
            for (JsonNode page = get("/products?limit=2&" + mode);
                    ;
                    page = get("/products?limit=2&after=" + after + "&" + mode)) {
                seen += page.path("count").asInt();
                if (page.path("next").isNull()) {
                    break;
                }
                assertThat(page.path("next").asInt()).isGreaterThan(after);
                after = page.path("next").asInt();
            }
            assertThat(seen).isEqualTo(odoo.count("product.product") - 1);
        }
    }

    @Test
    void aFreshCopyAsksOdooNothingAndAnOldOneDoes() {
        pullAll();
        odoo.calls().clear();
        for (String resource : RESOURCES) {
            assertThat(get("/" + resource).path("live").asBoolean()).isFalse();
        }
        assertThat(odoo.calls().count()).isZero();
        assertThat(get("/products?max_age=0").path("live").asBoolean()).isTrue();
        age("5 minutes");
        for (String resource : RESOURCES) {
            assertThat(get("/" + resource).path("live").asBoolean()).isTrue();
            assertThat(get("/" + resource + "?max_age=600").path("live").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void withOdooAwayOldRecordsComeWithAWarningAndLiveIsRefused() {
        pullAll();
        age("5 minutes");
        odoo.down();
        for (String resource : RESOURCES) {
            var stale = http.get("/api/odoo/" + resource);
            assertThat(stale.statusCode()).as(stale.body()).isEqualTo(200);
            assertThat(stale.headers().firstValue("Warning").orElse(""))
                    .startsWith("111 odoo-hub \"Odoo cannot be reached");
            assertThat(stale.headers().firstValueAsLong("Age").orElse(0)).isBetween(300L, 400L);
            assertThat(json(stale).path("live").asBoolean()).isFalse();
            assertThat(json(stale).path("count").asInt()).isPositive();
            var live = http.get("/api/odoo/" + resource + "?live=true");
            assertProblem(live, 503);
            assertThat(live.headers().firstValue("Retry-After")).isPresent();
            assertThat(live.body()).doesNotContain(odoo.url(), "127.0.0.1", "Traceback");
        }
        assertThat(json(http.get("/api/odoo/products/1"))
                        .path("data")
                        .path("name")
                        .asText())
                .isNotEmpty();
        assertProblem(http.get("/api/odoo/products/999"), 503);
        assertProblem(http.get("/api/odoo/test"), 503);
        assertProblem(http.get("/api/odoo/version"), 503);
        database.sql("TRUNCATE mirror").update();
        database.sql("DELETE FROM sync_flow").update();
        assertProblem(http.get("/api/odoo/stock"), 503);
    }

    @Test
    void afterARefusalOfOdooNothingOldComesInItsPlaceAndNoTraceback() {
        pullAll();
        odoo.misbehave(practice.Fault.odooError(
                        "odoo.exceptions.AccessError",
                        "You are not allowed to access 'Product' (product.product) records.")
                .on("product.product", "search_read")
                .always());
        var refused = http.get("/api/odoo/products?max_age=0");
        assertProblem(refused, 502);
        assertThat(refused.body()).doesNotContain("product.product", "Traceback");
    }

    @Test
    void whatAClientHasIsNotSentAgain() {
        pullAll();
        var first = http.get("/api/odoo/products");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        var again = http.send(http.admin("/api/odoo/products").header("If-None-Match", "\"x\", " + etag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(etag);
        var live = http.send(http.admin("/api/odoo/products?live=true").header("If-None-Match", etag));
        assertThat(live.statusCode()).isEqualTo(304);
        String copied = etag("/api/odoo/manufacturing-orders/1");
        assertThat(etag("/api/odoo/manufacturing-orders/1?live=true"))
                .isEqualTo(copied)
                .matches("W/\"[0-9a-f]{32}\"");
        assertThat(etag("/api/odoo/manufacturing-orders/1?fields=name")).isNotEqualTo(copied);
        odoo.write("product.product", 1, Map.of("barcode", "changed"));
        runner.run("catalog", RunMode.INCREMENTAL, RunTrigger.COMMAND);
        var changed = http.send(http.admin("/api/odoo/products").header("If-None-Match", etag));
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(etag);
    }

    @Test
    void answersAreCompressedForWhoAsks() {
        for (int i = 0; i < 40; i++) {
            odoo.create("product.product", Map.of("name", "One of many, number " + i));
        }
        pullAll();
        var response = http.send(http.admin("/api/odoo/products").header("Accept-Encoding", "gzip"));
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(http.get("/api/odoo/products").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "products?limit=-1, limit, at least 1",
        "products?limit=0, limit, at least 1",
        "products?limit=1001, limit, at most 1000",
        "products?limit=99999999999999999999, limit, ",
        "products?limit=ten, limit, integer",
        "products?offset=-5, offset, at least 0",
        "products?fields=name;password, fields, qty_available",
        "products?fields=write_uid, fields, default_code",
        "products?order=password, order, list_price",
        "products?order=name;drop, order, list_price",
        "products?colour=red, query, default_code",
        "products?after=5&order=name, after, order of ids",
        "products?max_age=-1, max_age, at least 0",
        "products?live=perhaps, live, true",
        "products/0, id, at least 1",
        "products/x, id, integer",
        "manufacturing-orders?state=finished, state, to_close",
        "manufacturing-orders?product_id=chair, product_id, integer",
        "partners?is_company=maybe, is_company, true",
        "stock?location_id=-8, location_id, at least 1"
    })
    void badInputIsAnsweredWithTheParameterAndWhatItTakes(String path, String parameter, String words) {
        odoo.calls().clear();
        var response = http.get("/api/odoo/" + path.replace(";", "%2C").replace(" ", "%20"));
        JsonNode problem = assertProblem(response, 400);
        assertThat(problem.path("errors").path(0).path("field").asText()).isEqualTo(parameter);
        assertThat(problem.path("errors").path(0).path("message").asText()).contains(words == null ? "" : words);
        assertThat(response.body()).doesNotContain("password", "colour", "chair");
        assertThat(odoo.calls().count()).isZero();
    }

    @Test
    void aRecordThatIsNotThereIsNotFound() {
        pullAll();
        assertProblem(http.get("/api/odoo/products/99999"), 404);
        assertProblem(http.get("/api/odoo/manufacturing-orders/99999?live=true"), 404);
        int deleted = odoo.ids("mrp.production").get(0);
        odoo.unlink("mrp.production", deleted);
        runner.run("manufacturing-orders", RunMode.FULL, RunTrigger.COMMAND);
        assertProblem(http.get("/api/odoo/manufacturing-orders/" + deleted), 404);
    }

    @Test
    void anOrderThatIsNewerThanTheCopyIsFound() {
        pullAll();
        int id = order(Map.of("origin", "just now"));
        JsonNode found = get("/manufacturing-orders/" + id);
        assertThat(found.path("live").asBoolean()).isTrue();
        assertThat(found.path("data").path("origin").asText()).isEqualTo("just now");
    }

    @Test
    void theConnectionSaysWhoAndWhat() {
        JsonNode test = get("/test");
        assertThat(test.path("message").asText()).isEqualTo("Successfully connected to Odoo");
        assertThat(test.path("data").path("connected").asBoolean()).isTrue();
        assertThat(test.path("data").path("uid").asInt()).isEqualTo(2);
        JsonNode version = get("/version").path("data");
        assertThat(version.path("server_version").asText()).isEqualTo("19.0");
        assertThat(version.path("server_version_info").path(0).asInt()).isEqualTo(19);
        assertThat(version.path("server_serie").asText()).isEqualTo("19.0");
        assertThat(version.path("protocol_version").asInt()).isEqualTo(1);
        odoo.close();
        on(14);
        assertThat(get("/test").path("data").path("uid").asInt()).isEqualTo(2);
        assertThat(get("/version").path("data").path("server_version").asText()).isEqualTo("14.0");
    }

    @Test
    void aMovementOfStockIsSeenAlthoughTheProductIsNotStamped() {
        runner.run("catalog", RunMode.INCREMENTAL, RunTrigger.COMMAND);
        database.sql("UPDATE sync_flow SET watermark = watermark + interval '1 hour'")
                .update();
        odoo.clock().advance(java.time.Duration.ofHours(2));
        int quant = odoo.ids("stock.quant").get(0);
        odoo.write("stock.quant", quant, Map.of("quantity", 3.0));
        odoo.calls().clear();
        assertThat(runner.run("catalog", RunMode.INCREMENTAL, RunTrigger.COMMAND)
                        .getFigures()
                        .updated())
                .isEqualTo(1);
        assertThat(odoo.calls().count()).isEqualTo(2);
        assertThat(get("/products/1?max_age=86400")
                        .path("data")
                        .path("qty_available")
                        .asDouble())
                .isEqualTo(3);
    }

    private String etag(String path) {
        return http.get(path).headers().firstValue("ETag").orElseThrow();
    }

    private Map<String, JsonNode> everything(boolean mirrored) {
        if (mirrored) {
            pullAll();
        }
        String how = mirrored ? "?max_age=3600" : "?live=true";
        Map<String, JsonNode> answers = new TreeMap<>();
        for (String path : List.of(
                "products", "products/1", "manufacturing-orders", "manufacturing-orders/1", "partners", "stock")) {
            JsonNode answer = get("/" + path + how);
            assertThat(answer.path("live").asBoolean()).isNotEqualTo(mirrored);
            // 14 makes a counterpart of each quant elsewhere, which takes an id.
            answer.path("data").forEach(record -> {
                if (path.equals("stock")) {
                    ((ObjectNode) record).put("id", 0);
                }
            });
            answers.put(path, answer.path("data"));
        }
        return answers;
    }

    private void pullAll() {
        for (String flow : FLOWS) {
            runner.run(flow, RunMode.FULL, RunTrigger.COMMAND);
        }
    }

    /** As if the copies had last been brought up to date so long ago. */
    private void age(String by) {
        database.sql("UPDATE sync_flow SET watermark = watermark - ?::interval")
                .param(by)
                .update();
    }

    private JsonNode get(String path) {
        var response = http.get("/api/odoo" + path);
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
        assertThat(json(response).path("success").asBoolean()).isTrue();
        return json(response);
    }

    private static List<String> names(JsonNode record) {
        Iterator<String> names = record.fieldNames();
        return IntStream.range(0, record.size()).mapToObj(i -> names.next()).toList();
    }

    private int order(Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of("product_id", 2, "product_uom_id", 1));
        values.putAll(more);
        return odoo.create("mrp.production", values);
    }

    private void on(int version) {
        odoo = PracticeOdoo.builder()
                .version(version)
                .seed(PracticeData.products(7))
                .start();
        OdooConnection connection =
                new OdooConnection("default", odoo.url(), odoo.database(), odoo.username(), Secret.of(odoo.apiKey()));
        OdooComponent component = camel.getComponent("odoo", OdooComponent.class);
        component.setConnections(name -> connection);
        component.forgetRefusal("default");
        String start = version == 14 ? "date_planned_start" : "date_start";
        odoo.write(
                "product.product",
                1,
                Map.of("description", version == 14 ? "Solid & heavy" : "<p>Solid &amp; heavy</p>"));
        odoo.write("product.product", 7, Map.of("active", false));
        order(Map.of(
                "state",
                "confirmed",
                "origin",
                "SO/1",
                "date_deadline",
                "2025-11-15 17:00:00",
                start,
                "2025-11-10 08:00:00"));
        order(Map.of("state", "confirmed", "priority", "1", start, "2025-11-11 08:00:00"));
        order(Map.of("date_deadline", "2025-11-14 17:00:00", start, "2025-11-09 08:00:00"));
        odoo.create("res.partner", Map.of("name", "Acme Corporation", "is_company", true, "email", "a@acme.example"));
        odoo.create("res.partner", Map.of("name", "Fifty 50% off"));
        odoo.create("res.partner", Map.of("name", "Jo of Acme", "ref", "CUST-001"));
    }

    private ResilienceProcessor breaker() {
        return camel.getProcessor("mirror-breaker", ResilienceProcessor.class);
    }
}
