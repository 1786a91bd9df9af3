package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gateway.SeedFields;
import hub.HubHttp;
import hub.HubTest;
import hub.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import javax.sql.DataSource;
import odoo.OdooComponent;
import odoo.OdooConnection;
import odoo.Secret;
import orders.OrderPush;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import routes.FlowRunner;
import sync.RunMode;
import sync.RunTrigger;

/** Orders on the Odoo that ODOO_URL names: with products made for it, which are archived afterwards. */
@HubTest
@Tag("real-odoo")
class RealOdooOrdersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "Odoo-hub order test";

    @Autowired
    private OrderPush push;

    @Autowired
    private FlowRunner runner;

    @Autowired
    private CamelContext camel;

    @Autowired
    private ProducerTemplate template;

    @Autowired
    private DataSource dataSource;

    @LocalServerPort
    private int port;

    private String number;
    private long stock;
    private long product;
    private long bolt;
    private long plate;

    @BeforeEach
    void workshop() {
        TestDatabase.clean(dataSource);
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
        JsonNode module = search("ir.module.module", "[[\"name\",\"=\",\"mrp\"]]", "state");
        assumeTrue(!module.isEmpty(), "This Odoo has no module mrp to install: orders are not tested");
        if (!"installed".equals(module.get(0).path("state").asText())) {
            ask(
                    "ir.module.module/button_immediate_install",
                    "{\"ids\":[" + module.get(0).path("id") + "]}");
        }
        number = NAME + " " + System.nanoTime();
        stock = search("stock.warehouse", "[]", "lot_stock_id")
                .get(0)
                .path("lot_stock_id")
                .get(0)
                .asLong();
        product = good("product", 0);
        bolt = good("bolt", 100);
        plate = good("plate", 100);
        long template = ask("product.product/read?fields=product_tmpl_id", "[" + product + "]")
                .get(0)
                .path("product_tmpl_id")
                .get(0)
                .asLong();
        ask(
                "mrp.bom/create",
                "{\"product_tmpl_id\":" + template + ",\"bom_line_ids\":[[0,0,{\"product_id\":" + bolt
                        + ",\"product_qty\":2}],[0,0,{\"product_id\":" + plate + ",\"product_qty\":1}]]}");
    }

    @AfterEach
    void archive() {
        if (product > 0) {
            ask(
                    "product.product/write",
                    "{\"ids\":[" + product + "," + bolt + "," + plate + "],\"vals\":{\"active\":false}}");
        }
    }

    @Test
    void anOrderMadeHereIsFollowedToDoneInOdooAndBack() {
        JsonNode order = send(
                "POST",
                "",
                "{\"order_number\":\"" + number + "\",\"product_id\":" + product
                        + ",\"quantity\":10,\"deadline\":\"2030-11-15 17:00:00\"}");
        push.due();
        order = show(order);
        assertThat(order.path("odoo_status").asText()).as(order.toString()).isEqualTo("linked");
        long odooId = order.path("odoo_mo_id").asLong();
        JsonNode made = ask("mrp.production/read?fields=origin,state,date_deadline,product_qty", "[" + odooId + "]")
                .get(0);
        assertThat(made.path("origin").asText()).isEqualTo("Dashboard Order " + number);
        assertThat(made.path("date_deadline").asText()).isEqualTo("2030-11-15 17:00:00");
        assertThat(quantity(bolt)).isEqualTo(100);

        send("PATCH", "/" + order.path("id"), "{\"status\":\"in_progress\"}");
        push.due();
        assertThat(show(order).path("odoo_state").asText()).isEqualTo("progress");

        send("PATCH", "/" + order.path("id"), "{\"status\":\"completed\"}");
        push.due();
        runner.run("manufacturing-orders", RunMode.INCREMENTAL, RunTrigger.COMMAND);
        order = show(order);
        assertThat(order.path("odoo_state").asText()).as(order.toString()).isEqualTo("done");
        assertThat(order.path("status").asText()).isEqualTo("completed");
        assertThat(order.path("qty_produced").asInt()).isEqualTo(10);
        assertThat(quantity(bolt)).isEqualTo(80);
        assertThat(quantity(plate)).isEqualTo(90);
        assertThat(quantity(product)).isEqualTo(10);
        assertThat(search("mrp.production", "[[\"product_id\",\"=\"," + product + "]]", "id"))
                .hasSize(1);
    }

    @Test
    void aPartIsFinishedTheRestIsABackorderAndACancelledOrderStaysCancelled() {
        JsonNode part = send(
                "POST", "", "{\"order_number\":\"" + number + "\",\"product_id\":" + product + ",\"quantity\":10}");
        JsonNode other = send(
                "POST", "", "{\"order_number\":\"" + number + " b\",\"product_id\":" + product + ",\"quantity\":1}");
        push.due();
        send("PATCH", "/" + part.path("id"), "{\"status\":\"completed\",\"qty_produced\":4}");
        send("PATCH", "/" + other.path("id"), "{\"status\":\"cancelled\"}");
        push.due();
        assertThat(show(part).path("qty_produced").asInt())
                .as(show(part).toString())
                .isEqualTo(4);
        assertThat(show(other).path("odoo_state").asText()).isEqualTo("cancel");
        assertThat(quantity(product)).isEqualTo(4);
        assertThat(quantity(bolt)).isEqualTo(92);
        assertThat(search(
                                "mrp.production",
                                "[[\"product_id\",\"=\"," + product + "],[\"state\",\"=\",\"confirmed\"]]",
                                "product_qty")
                        .get(0)
                        .path("product_qty")
                        .asInt())
                .isEqualTo(6);
    }

    /** The requests of a dashboard, with what they send and expect. */
    @Test
    void aDashboardsRequestsForManufacturingOrdersWork() {
        String origin = "Dashboard Order #" + number;
        JsonNode answer = manufacturing(
                "POST",
                "",
                "{\"product_id\":" + product + ",\"product_qty\":100,\"date_planned_start\":\"2025-11-10 08:00:00\","
                        + "\"date_deadline\":\"2025-11-15 17:00:00\",\"origin\":\"" + origin + "\"}",
                201);
        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.path("message").asText()).isEqualTo("Manufacturing order created successfully in Odoo");
        JsonNode made = answer.path("data");
        assertThat(made.fieldNames()).toIterable().containsExactlyInAnyOrder(SeedFields.MANUFACTURING_ORDER);
        assertThat(made.path("product_id").get(0).asLong()).isEqualTo(product);
        assertThat(made.path("product_qty").asInt()).isEqualTo(100);
        assertThat(made.path("state").asText()).isEqualTo("draft");
        assertThat(made.path("origin").asText()).isEqualTo(origin);
        assertThat(made.path("date_planned_start").asText()).isEqualTo("2025-11-10 08:00:00");
        String path = "/" + made.path("id");
        JsonNode changed = manufacturing(
                        "PUT",
                        path,
                        "{\"state\":\"progress\",\"qty_producing\":50,\"date_deadline\":\"2025-11-20 17:00:00\"}",
                        200)
                .path("data");
        assertThat(changed.fieldNames()).toIterable().containsExactlyInAnyOrder(SeedFields.MANUFACTURING_ORDER);
        assertThat(changed.path("state").asText()).isEqualTo("progress");
        assertThat(changed.path("qty_producing").asInt()).isEqualTo(50);
        assertThat(changed.path("date_deadline").asText()).isEqualTo("2025-11-20 17:00:00");
        assertThat(manufacturing("GET", path + "?live=true", "", 200).path("data"))
                .isEqualTo(changed);
        JsonNode done = manufacturing("PUT", path, "{\"state\":\"done\"}", 200).path("data");
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("qty_produced").asInt()).isEqualTo(50);
        assertThat(quantity(product)).isEqualTo(50);
        assertThat(quantity(bolt)).isZero();
        assertThat(quantity(plate)).isEqualTo(50);
        JsonNode refused = manufacturing("PUT", path, "{\"state\":\"confirmed\"}", 409);
        assertThat(refused.path("state").asText()).isEqualTo("done");
        manufacturing("POST", "", "{\"product_id\":" + bolt + ",\"product_qty\":1}", 422);
        manufacturing("POST", "", "{\"product_id\":999999999,\"product_qty\":1}", 422);
    }

    private JsonNode manufacturing(String method, String path, String body, int status) {
        HubHttp http = new HubHttp(port);
        HttpResponse<String> answer = http.send(http.admin("/api/odoo/manufacturing-orders" + path)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("Traceback");
        return json(answer.body());
    }

    private long good(String what, int quantity) {
        long id = ask("product.product/create", "{\"name\":\"" + number + " " + what + "\",\"is_storable\":true}")
                .get(0)
                .asLong();
        if (quantity > 0) {
            long quant = ask(
                            "stock.quant/create",
                            "{\"product_id\":" + id + ",\"location_id\":" + stock + ",\"inventory_quantity\":"
                                    + quantity + "}")
                    .get(0)
                    .asLong();
            ask("stock.quant/action_apply_inventory", "{\"ids\":[" + quant + "]}");
        }
        return id;
    }

    /** How many of a product are in stock, by the quants. */
    private double quantity(long id) {
        double sum = 0;
        for (JsonNode quant : search(
                "stock.quant",
                "[[\"product_id\",\"=\"," + id + "],[\"location_id.usage\",\"=\",\"internal\"]]",
                "quantity")) {
            sum += quant.path("quantity").asDouble();
        }
        return sum;
    }

    private JsonNode search(String model, String domain, String fields) {
        return json(template.requestBodyAndHeader(
                "odoo:" + model + "/search_read?fields=" + fields, "", "CamelOdooDomain", domain, String.class));
    }

    private JsonNode ask(String uri, String body) {
        return json(template.requestBody("odoo:" + uri, body, String.class));
    }

    private JsonNode show(JsonNode order) {
        return json(new HubHttp(port).get("/api/orders/" + order.path("id")).body())
                .path("data");
    }

    private JsonNode send(String method, String path, String body) {
        HubHttp http = new HubHttp(port);
        HttpResponse<String> answer = http.send(http.admin("/api/orders" + path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return json(answer.body()).path("data");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text == null || text.isEmpty() ? "null" : text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
