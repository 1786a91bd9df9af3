package gateway;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import hub.HubTest;
import java.util.List;
import java.util.Map;
import odoo.OdooComponent;
import odoo.OdooConnection;
import odoo.OdooConnections;
import odoo.Secret;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import routes.FlowRunner;
import sync.RunMode;
import sync.RunTrigger;

/**
 * The reads on the Odoo that ODOO_URL names, which needs the modules mrp and stock: the copy and Odoo itself give the same, and a
 * movement of stock is seen.
 */
@HubTest
@Tag("real-odoo")
class RealOdooMirrorReadTest {
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
    ProducerTemplate template;

    @Autowired
    OdooConnections connections;

    private HubHttp http;

    @BeforeEach
    void connect() {
        http = new HubHttp(port);
        Map<String, String> environment = System.getenv();
        OdooConnection connection = new OdooConnection(
                "default",
                environment.get("ODOO_URL"),
                environment.get("ODOO_DB"),
                environment.get("ODOO_USERNAME"),
                Secret.of(environment.get("ODOO_API_KEY")));
        OdooComponent component = camel.getComponent("odoo", OdooComponent.class);
        component.setConnections(name -> connection);
        component.forgetRefusal("default");
        database.sql("TRUNCATE mirror").update();
        database.sql("DELETE FROM sync_flow").update();
        String modules = template.requestBodyAndHeader(
                "odoo:ir.module.module/search_count",
                null,
                "CamelOdooDomain",
                "[[\"name\",\"in\",[\"mrp\",\"stock\"]],[\"state\",\"=\",\"installed\"]]",
                String.class);
        assertThat(modules)
                .as("this test needs an Odoo with the modules mrp and stock")
                .isEqualTo("2");
    }

    @AfterEach
    void disconnect() {
        camel.getComponent("odoo", OdooComponent.class).setConnections(connections);
    }

    @Test
    void theCopyAndOdooGiveTheSame() {
        FLOWS.forEach(flow -> runner.run(flow, RunMode.FULL, RunTrigger.COMMAND));
        for (String question : List.of(
                "/products?limit=1000",
                "/products?search=desk&order=list_price%20desc",
                "/products?order=default_code%20desc&limit=5&fields=default_code",
                "/manufacturing-orders?limit=1000",
                "/manufacturing-orders?state=done&order=date_planned_start%20desc&limit=3",
                "/manufacturing-orders?order=date_deadline&fields=date_deadline",
                "/partners?is_company=true&limit=50",
                "/partners?search=%25&limit=5",
                "/stock?limit=1000",
                "/stock?product_id=1&total=true")) {
            JsonNode copy = get(question + "&max_age=3600");
            JsonNode live = get(question + "&live=true");
            assertThat(copy.path("live").asBoolean()).isFalse();
            for (String member : List.of("data", "count", "next", "more", "total")) {
                assertThat(copy.path(member)).as(question + " " + member).isEqualTo(live.path(member));
            }
        }
        assertThat(get("/products?limit=1000").path("count").asInt()).isPositive();
        int order = get("/manufacturing-orders?limit=1")
                .path("data")
                .path(0)
                .path("id")
                .asInt();
        assertThat(get("/manufacturing-orders/" + order + "?live=true")
                        .path("data")
                        .path("date_planned_start")
                        .asText())
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    }

    @Test
    void theConnectionSaysWhoAndWhat() {
        assertThat(get("/test").path("data").path("uid").asInt()).isPositive();
        assertThat(get("/version").path("data").path("server_version").asText()).matches("\\d+\\.\\d+.*");
    }

    @Test
    void aMovementOfStockIsSeenAlthoughTheProductIsNotStamped() {
        String product = create("product.product", "{\"name\": \"odoo-hub test of stock\", \"is_storable\": true}");
        try {
            runner.run("catalog", RunMode.INCREMENTAL, RunTrigger.COMMAND);
            String stamp = product(product).path("data").toString();
            String place = template.requestBodyAndHeaders(
                            "odoo:stock.location/search",
                            null,
                            Map.of("CamelOdooDomain", "[[\"usage\",\"=\",\"internal\"]]", "CamelOdooLimit", 1),
                            String.class)
                    .replaceAll("\\D", "");
            String quant = create(
                    "stock.quant",
                    "{\"product_id\": " + product + ", \"location_id\": " + place + ", \"inventory_quantity\": 6}");
            template.requestBodyAndHeader(
                    "odoo:stock.quant/action_apply_inventory", null, "CamelOdooIds", "[" + quant + "]");
            runner.run("catalog", RunMode.INCREMENTAL, RunTrigger.COMMAND);
            JsonNode after = product(product);
            assertThat(after.path("live").asBoolean()).isFalse();
            assertThat(after.path("data").path("qty_available").asDouble()).isEqualTo(6);
            assertThat(after.path("data").path("type").asText()).isEqualTo("product");
            assertThat(stamp).contains("\"qty_available\":0");
        } finally {
            template.requestBodyAndHeader(
                    "odoo:product.product/write", "{\"active\": false}", "CamelOdooIds", "[" + product + "]");
        }
    }

    private JsonNode product(String id) {
        return get("/products/" + id + "?max_age=3600");
    }

    private String create(String model, String values) {
        return template.requestBody("odoo:" + model + "/create", values, String.class)
                .replaceAll("\\D", "");
    }

    private JsonNode get(String path) {
        var response = http.get("/api/odoo" + path);
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
        return json(response);
    }
}
