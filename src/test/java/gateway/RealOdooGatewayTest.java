package gateway;

import static hub.HubHttp.json;
import static hub.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import odoo.OdooComponent;
import odoo.OdooConnection;
import odoo.OdooConnections;
import odoo.Secret;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

/** The gateway on the Odoo that ODOO_URL names, which needs project, calendar, event, stock, sale and website_blog. */
@HubTest
@Tag("real-odoo")
class RealOdooGatewayTest {
    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    CamelContext camel;

    @Autowired
    OdooConnections connections;

    @Autowired
    ApplicationContext hub;

    private GatewayClient client;
    private final List<String> made = new ArrayList<>();

    @BeforeEach
    void connect() {
        client = new GatewayClient(port, database);
        Map<String, String> environment = System.getenv();
        OdooConnection connection = new OdooConnection(
                "default",
                environment.get("ODOO_URL"),
                environment.get("ODOO_DB"),
                environment.get("ODOO_USERNAME"),
                Secret.of(environment.get("ODOO_API_KEY")));
        OdooComponent component = camel.getComponent("odoo", OdooComponent.class);
        component.setConnections(name -> name.equals("default") ? connection : connections.get(name));
        component.forgetRefusal("default");
        // Sessions sign in at the saved connection.
        String config = "{\"url\":\"%s\",\"db\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"}"
                .formatted(
                        environment.get("ODOO_URL"),
                        environment.get("ODOO_DB"),
                        environment.get("ODOO_USERNAME"),
                        environment.get("ODOO_API_KEY"));
        assertThat(client.admin("POST", "/api/v1/sync/odoo/config", config).statusCode())
                .isEqualTo(200);
        database.sql("TRUNCATE mirror, gateway_fields, gateway_request").update();
        ReflectionTestUtils.invokeMethod(hub.getBean("fieldTypes"), "forget");
    }

    @AfterEach
    void disconnect() {
        for (int i = made.size() - 1; i >= 0; i--) {
            client.admin("DELETE", made.get(i), null);
        }
        client.admin("DELETE", "/api/v1/sync/odoo/config", null);
        camel.getComponent("odoo", OdooComponent.class).setConnections(connections);
        ReflectionTestUtils.invokeMethod(hub.getBean("fieldTypes"), "forget");
    }

    @Test
    void everyEndpointOfTheWebsiteAnswers() throws IOException {
        GatewayEndpoints endpoints = new GatewayEndpoints(client);
        try {
            assertThat(endpoints.call(true)).isGreaterThan(35);
        } finally {
            endpoints.clean();
        }
    }

    @Test
    void aStrangerRegistersForAnAnnouncedEventAndForNoOther() {
        int announced = create("event.event", event("Announced"));
        int hidden = create("event.event", event("New"));
        String open = "/api/event.event?limit=1000&fields=name";
        assertThat(json(client.as(null, "GET", open, null)).path("data").findValuesAsText("id"))
                .contains("" + announced)
                .doesNotContain("" + hidden);
        assertProblem(client.as(null, "GET", "/api/event.event/" + hidden, null), 404);
        String registration = "{\"event_id\":%d,\"name\":\"Gateway guest\",\"email\":\"guest@example.com\"}";
        HttpResponse<String> done =
                client.as(null, "POST", "/api/event.registration", registration.formatted(announced));
        assertThat(done.statusCode()).as(done.body()).isEqualTo(201);
        made.add("/api/event.registration/" + json(done).path("data").path("id").asInt());
        assertProblem(client.as(null, "POST", "/api/event.registration", registration.formatted(hidden)), 422);
        assertProblem(client.as(null, "GET", "/api/event.registration", null), 401);
    }

    @Test
    void aFullEventIsSaidToBeFull() {
        int event = create("event.event", event("Announced").replace("}", ",\"seats_limited\":true,\"seats_max\":1}"));
        String registration = "{\"event_id\":" + event + ",\"name\":\"Gateway guest\",\"email\":\"guest@example.com\"}";
        HttpResponse<String> first = client.as(null, "POST", "/api/event.registration", registration);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        made.add(
                "/api/event.registration/" + json(first).path("data").path("id").asInt());
        assertThat(assertProblem(client.as(null, "POST", "/api/event.registration", registration), 409)
                        .path("detail")
                        .asText())
                .contains("seats");
    }

    @Test
    void aCustomerHasTasksRentalsAndFilesOfHerOwn() {
        int partner = create("res.partner", "{\"name\":\"Gateway customer\",\"email\":\"gc@example.com\"}");
        int other = create("res.partner", "{\"name\":\"Gateway other\",\"email\":\"go@example.com\"}");
        int product = create("product.product", "{\"name\":\"Gateway crate\",\"type\":\"consu\",\"list_price\":5}");
        int project = create(
                "project.project",
                "{\"name\":\"Gateway training\",\"partner_id\":" + partner + ",\"privacy_visibility\":\"portal\"}");
        int others = create("project.project", "{\"name\":\"Gateway secret\",\"partner_id\":" + other + "}");
        String customer = client.customer(partner);
        HttpResponse<String> task =
                client.as(customer, "POST", "/api/project.task", "{\"name\":\"Sit\",\"project_id\":" + project + "}");
        assertThat(task.statusCode()).as(task.body()).isEqualTo(201);
        int id = json(task).path("data").path("id").asInt();
        made.add("/api/project.task/" + id);
        assertThat(json(client.as(customer, "GET", "/api/project.task?live=true", null))
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        assertProblem(
                client.as(customer, "POST", "/api/project.task", "{\"name\":\"x\",\"project_id\":" + others + "}"),
                422);
        String period = "{\"rental_start\":\"2030-01-02T09:00:00+01:00\",\"rental_end\":\"2030-01-03 09:00:00\","
                + "\"order_line\":[{\"product_id\":" + product + ",\"product_uom_qty\":1}]}";
        HttpResponse<String> rental = client.as(customer, "POST", "/api/sale/rental", period);
        assertThat(rental.statusCode()).as(rental.body()).isEqualTo(201);
        made.add("/api/sale.rental/" + json(rental).path("data").path("id").asInt());
        JsonNode mine = json(client.as(customer, "GET", "/api/sale/rental", null))
                .path("data")
                .path(0);
        assertThat(mine.path("rental_start").asText()).isEqualTo("2030-01-02 08:00:00");
        assertThat(mine.path("amount_total").asDouble()).isPositive();
        assertProblem(
                client.as(customer, "POST", "/api/sale/rental", period.replace("product_uom_qty", "price_unit")), 422);
        HttpResponse<String> file = client.as(
                customer,
                "POST",
                "/api/ir.attachment?name=..%2F..%2Fnotes",
                "how it went",
                "Content-Type",
                "text/plain");
        assertThat(file.statusCode()).as(file.body()).isEqualTo(201);
        int attachment = json(file).path("data").path("id").asInt();
        made.add("/api/ir.attachment/" + attachment);
        HttpResponse<String> content =
                client.as(customer, "GET", "/api/ir.attachment/" + attachment + "/content", null);
        assertThat(content.body()).isEqualTo("how it went");
        assertThat(content.headers().firstValue("Content-Disposition").orElse(""))
                .contains("attachment", "notes.txt");
        assertThat(content.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("sandbox");
        assertProblem(
                client.as(client.customer(other), "GET", "/api/ir.attachment/" + attachment + "/content", null), 404);
    }

    @Test
    void linesOfAnOrderAreChangedAddedAndTakenAway() {
        int partner = create("res.partner", "{\"name\":\"Gateway buyer\",\"email\":\"gb@example.com\"}");
        int product = create("product.product", "{\"name\":\"Gateway lead\",\"type\":\"consu\",\"list_price\":5}");
        String line = "{\"product_id\":" + product + ",\"product_uom_qty\":1}";
        String order = "{\"partner_id\":" + partner + ",\"order_line\":[" + line + "," + line + "]}";
        int mine = create("sale.order", order);
        int other = create("sale.order", order);
        List<String> ids = lineIds(mine);
        assertThat(ids).hasSize(2);
        HttpResponse<String> done = client.admin(
                "PUT",
                "/api/sale.order/" + mine,
                "{\"order_line\":[{\"id\":" + ids.get(0) + ",\"product_uom_qty\":3},{\"id\":" + ids.get(1)
                        + ",\"remove\":true}," + line.replace(":1}", ":7}") + "]}");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(lines(mine).findValuesAsText("product_uom_qty")).containsExactly("3.0", "7.0");
        assertThat(lineIds(mine)).contains(ids.get(0)).doesNotContain(ids.get(1));
        String theirs = lineIds(other).get(0);
        assertProblem(
                client.admin(
                        "PUT", "/api/sale.order/" + mine, "{\"order_line\":[{\"id\":" + theirs + ",\"remove\":true}]}"),
                422);
        assertThat(lineIds(other)).contains(theirs);
    }

    @Test
    void htmlHoldsNothingThatABrowserWouldRun() {
        int post = create(
                "blog.post",
                "{\"name\":\"Gateway post\",\"content\":\"<p onclick='steal()'>Hi<img src=x onerror=steal()></p><script>steal()</script>\"}");
        String content = json(client.admin("GET", "/api/blog.post/" + post + "?live=true", null))
                .path("data")
                .path("content")
                .asText();
        assertThat(content).contains("Hi").doesNotContain("steal");
    }

    private JsonNode lines(int order) {
        return json(client.admin("GET", "/api/sale.order.line?order=id&live=true&order_id=" + order, null))
                .path("data");
    }

    private List<String> lineIds(int order) {
        return lines(order).findValuesAsText("id");
    }

    @Test
    void theContractShowsOdoosOwnFields() {
        JsonNode contract = json(client.as(null, "GET", "/openapi/gateway-models.yaml", null));
        JsonNode event = contract.at("/components/schemas/event.event/properties");
        assertThat(event.path("date_begin").path("title").asText()).isEqualTo("Start Date");
        assertThat(contract.path("paths").has("/event.event/{id}")).isTrue();
        assertThat(contract.toString()).doesNotContain("signup_token");
    }

    private static String event(String stage) {
        return "{\"name\":\"Gateway " + stage + "\",\"date_begin\":\"2030-02-01 10:00:00\",\"date_end\":\"2030-02-01"
                + " 12:00:00\",\"stage_id\":\"" + stage + "\"}";
    }

    private int create(String model, String body) {
        HttpResponse<String> created = client.admin("POST", "/api/" + model, body);
        assertThat(created.statusCode()).as(model + created.body()).isEqualTo(201);
        int id = json(created).path("data").path("id").asInt();
        made.add("/api/" + model + "/" + id);
        return id;
    }
}
