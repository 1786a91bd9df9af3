package flows;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import hub.ProblemAssert;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import orders.OrderPush;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import practice.Fault;
import sync.RunMode;
import sync.RunTrigger;

/** Orders of the portal: their manufacturing orders are created in Odoo, each once, and followed to their end. */
class OrdersTest extends WorkshopTest {
    private static final String ORDERS = "/api/orders";
    private static final ObjectName BEAN = named("odoo-hub:type=Flow,name=orders");

    @LocalServerPort
    int port;

    @Autowired
    private OrderPush push;

    @Autowired
    private MeterRegistry meters;

    @BeforeEach
    void workshop() {
        workshop(19);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void anOrderGoesToOdooAndIsFollowedToItsEnd(int version) {
        workshop(version);
        JsonNode order = json(post(order("ORD-001", product, 10, "2025-11-15"))).path("data");
        assertThat(order.path("status").asText()).isEqualTo("pending");
        assertThat(order.path("odoo_status").asText()).isEqualTo("pending");
        push.due();
        JsonNode linked = get(order);
        assertThat(linked.path("odoo_status").asText()).isEqualTo("linked");
        int odooId = linked.path("odoo_mo_id").asInt();
        assertThat(linked.path("odoo_mo_name").asText()).isEqualTo(order(odooId, "name"));
        assertThat(order(odooId, "origin")).isEqualTo("Dashboard Order ORD-001");
        assertThat(order(odooId, "date_deadline")).hasToString("2025-11-15T00:00:00Z");
        assertThat(outboxRows()).isZero();

        patch(order, "{\"status\":\"completed\"}");
        assertThat(get(order).path("odoo_status").asText()).isEqualTo("pending");
        push.due();
        assertThat(order(odooId, "state")).isEqualTo("done");
        assertThat(stock(bolt)).isEqualTo(80);
        assertThat(stock(product)).isEqualTo(10);
        JsonNode ended = get(order);
        assertThat(ended.path("status").asText()).isEqualTo("completed");
        assertThat(ended.path("qty_produced").asInt()).isEqualTo(10);
        assertThat(ended.path("odoo_state").asText()).isEqualTo("done");
        assertThat(outboxRows()).isZero();
    }

    @Test
    void whatHappensInOdooIsFollowedByTheFlow() {
        JsonNode order = json(post(order("ORD-001", product, 10, null))).path("data");
        push.due();
        int odooId = get(order).path("odoo_mo_id").asInt();
        odoo.write("mrp.production", odooId, Map.of("state", "progress"));
        pullManufacturingOrders();
        assertThat(get(order).path("status").asText()).isEqualTo("in_progress");
        odoo.write("mrp.production", odooId, Map.of("state", "cancel"));
        pullManufacturingOrders();
        assertThat(get(order).path("status").asText()).isEqualTo("cancelled");
        odoo.unlink("mrp.production", odooId);
        runner.run("manufacturing-orders", RunMode.FULL, RunTrigger.COMMAND);
        assertThat(get(order).path("odoo_status").asText()).isEqualTo("deleted");
        assertThat(get(order).path("status").asText()).isEqualTo("cancelled");
        assertThat(logged()).contains("was deleted in Odoo");
    }

    @Test
    void theAnswerLostAfterTheCreateLeavesOneOrderInOdoo() {
        JsonNode order = json(post(order("ORD-001", product, 10, null))).path("data");
        odoo.misbehave(Fault.cutAfterActing().on("mrp.production", "create").times(1));
        push.due();
        again();
        assertThat(odoo.ids("mrp.production")).hasSize(1);
        assertThat(get(order).path("odoo_mo_id").asInt())
                .isEqualTo(odoo.ids("mrp.production").get(0));
    }

    @Test
    void whileACreateMayStillBeUnderWayNoneIsSentAgain() {
        JsonNode order = json(post(order("ORD-001", product, 10, null))).path("data");
        odoo.misbehave(Fault.cutBeforeActing().on("mrp.production", "create").times(1));
        push.due();
        again();
        assertThat(odoo.ids("mrp.production")).isEmpty();
        assertThat(get(order).path("cause").asText()).isEqualTo("unknown-outcome");
        jdbc.sql("UPDATE manufacturing_creation SET sent_at = sent_at - interval '1 hour'")
                .update();
        again();
        assertThat(odoo.ids("mrp.production")).hasSize(1);
        assertThat(get(order).path("odoo_status").asText()).isEqualTo("linked");
    }

    @Test
    void withOdooDownAnOrderWaitsAndIsPushedLater() {
        odoo.down();
        HttpResponse<String> answer = post(order("ORD-001", product, 10, null));
        assertThat(answer.statusCode()).isEqualTo(201);
        push.due();
        JsonNode order = json(answer).path("data");
        assertThat(get(order).path("odoo_status").asText()).isEqualTo("pending");
        assertThat(get(order).path("cause").asText()).isEqualTo("unavailable");
        odoo.up();
        again();
        assertThat(get(order).path("odoo_status").asText()).isEqualTo("linked");
        assertThat(odoo.ids("mrp.production")).hasSize(1);
    }

    @Test
    void whatOdooCannotMakeIsADeadLetterThatCanBeReplayed() {
        int plain = good("Plain", 0);
        JsonNode unknown = json(post(order("ORD-001", 99999, 1, null))).path("data");
        JsonNode without = json(post(order("ORD-002", plain, 1, null))).path("data");
        push.due();
        assertThat(get(unknown).path("odoo_status").asText()).isEqualTo("failed");
        assertThat(get(unknown).path("cause").asText()).isEqualTo("unknown-product");
        assertThat(get(without).path("cause").asText()).isEqualTo("no-bill-of-materials");
        JsonNode letters = json(http().get("/api/v1/dead-letters?flow=orders"));
        assertThat(letters.path("total").asInt()).isEqualTo(2);
        assertThat(letters.path("data").get(0).path("order_number").asText()).isEqualTo("ORD-002");
        odoo.create(
                "mrp.bom",
                Map.of("product_tmpl_id", odoo.record("product.product", plain).get("product_tmpl_id")));
        String letter = letters.path("data").get(0).path("id").asText();
        assertThat(send("POST", "/api/v1/dead-letters/" + letter + "/replay", "")
                        .statusCode())
                .isEqualTo(200);
        push.due();
        assertThat(get(without).path("odoo_status").asText()).isEqualTo("linked");
    }

    @Test
    void theSameOrderAgainIsTheOneThatIsThere() {
        JsonNode order = json(post(order("ORD-001", product, 10, null))).path("data");
        HttpResponse<String> again = post(order("ORD-001", product, 10, null));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).path("data").path("id")).isEqualTo(order.path("id"));
        ProblemAssert.assertProblem(post(order("ORD-001", product, 11, null)), 409);
        push.due();
        assertThat(odoo.ids("mrp.production")).hasSize(1);
    }

    @Test
    void nonsenseIsRefused() {
        for (String quantity : new String[] {"0", "-1", "\"NaN\"", "NaN", "1e12", "null"}) {
            ProblemAssert.assertProblem(
                    post("{\"order_number\":\"ORD-001\",\"product_id\":" + product + ",\"quantity\":" + quantity + "}"),
                    400);
        }
        ProblemAssert.assertProblem(post(order("ORD-001", product, 1, "next Tuesday")), 400);
        ProblemAssert.assertProblem(http().get(ORDERS + "?limit=-1"), 400);
        ProblemAssert.assertProblem(http().get(ORDERS + "?limit=1000000"), 400);
        ProblemAssert.assertProblem(http().get(ORDERS + "?nonsense=1"), 400);
        ProblemAssert.assertProblem(http().get(ORDERS + "/999999"), 404);
        assertThat(jdbc.sql("SELECT count(*) FROM orders").query(Long.class).single())
                .isZero();
    }

    @Test
    void aStatusThatCannotBeIsRefusedWithTheAllowedOnes() {
        JsonNode order = json(post(order("ORD-001", product, 10, null))).path("data");
        push.due();
        patch(order, "{\"status\":\"cancelled\"}");
        push.due();
        assertThat(order(odoo.ids("mrp.production").get(0), "state")).isEqualTo("cancel");
        HttpResponse<String> refused =
                send("PATCH", ORDERS + "/" + order.path("id").asText(), "{\"status\":\"completed\"}");
        ProblemAssert.assertProblem(refused, 409);
        assertThat(json(refused).path("state").asText()).isEqualTo("cancelled");
        assertThat(json(refused).path("allowed")).isEmpty();
    }

    @Test
    void ofTwoChangesToWhatWasReadTheSecondIsRefused() {
        JsonNode order = json(post(order("ORD-001", product, 10, null))).path("data");
        String path = ORDERS + "/" + order.path("id").asText();
        String etag = http().get(path).headers().firstValue("ETag").orElseThrow();
        assertThat(match(path, etag, "{\"notes\":\"one\"}").statusCode()).isEqualTo(200);
        ProblemAssert.assertProblem(match(path, etag, "{\"notes\":\"two\"}"), 412);
        assertThat(get(order).path("notes").asText()).isEqualTo("one");
    }

    @Test
    void whoChangedItLaterCounts() {
        JsonNode order = json(post(order("ORD-001", product, 10, null))).path("data");
        push.due();
        int odooId = get(order).path("odoo_mo_id").asInt();
        patch(order, "{\"status\":\"in_progress\"}");
        jdbc.sql("UPDATE orders SET wanted_at = wanted_at - interval '1 hour'").update();
        odoo.write("mrp.production", odooId, Map.of("state", "cancel"));
        push.due();
        assertThat(order(odooId, "state")).isEqualTo("cancel");
        assertThat(get(order).path("status").asText()).isEqualTo("cancelled");
        assertThat(logged()).contains("Odoo counts");
        assertThat(meters.get("hub.orders.conflicts").gauge().value()).isEqualTo(1);
        assertThat(outboxRows()).isZero();
    }

    /** Somebody writes the state itself, which Odoo takes, and moves no stock. */
    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void anOrderThatIsDoneWithoutItsStockIsADeadLetter(int version) throws Exception {
        workshop(version);
        final double died = died();
        JsonNode order = json(post(order("ORD-001", product, 10, null))).path("data");
        push.due();
        int odooId = get(order).path("odoo_mo_id").asInt();
        patch(order, "{\"status\":\"completed\"}");
        assertThat(bean("Waiting")).isEqualTo(1L);
        Fault slow = odoo.misbehave(Fault.delay(Duration.ofMinutes(1)).on("mrp.production", "button_mark_done"));
        CompletableFuture<Void> pushed = CompletableFuture.runAsync(push::due);
        await().atMost(Duration.ofSeconds(20)).until(() -> slow.hits() == 1);
        odoo.write("mrp.production", odooId, Map.of("state", "done"));
        slow.clear();
        pushed.get(20, TimeUnit.SECONDS);

        JsonNode dead = get(order);
        assertThat(dead.path("odoo_status").asText()).isEqualTo("failed");
        assertThat(dead.path("cause").asText()).isEqualTo("moved-no-stock");
        assertThat(dead.path("message").asText()).contains("components were not consumed");
        assertThat(stock(bolt)).isEqualTo(100);
        assertThat(died()).isEqualTo(died + 1);
        assertThat(bean("Waiting")).isEqualTo(0L);
        assertThat(bean("Dead")).isEqualTo(1L);
        assertThat(json(http().get("/api/v1/dead-letters?flow=orders"))
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(ManagementFactory.getPlatformMBeanServer()
                        .invoke(BEAN, "replayByCause", new Object[] {"no-such-cause"}, new String[] {"java.lang.String"
                        }))
                .isEqualTo(0);
    }

    private double died() {
        return meters.counter("hub.orders.died", "cause", "moved-no-stock").count();
    }

    private static Object bean(String attribute) throws JMException {
        return ManagementFactory.getPlatformMBeanServer().getAttribute(BEAN, attribute);
    }

    @Test
    void aClientThatCreatesTheManufacturingOrderItselfLinksIt() {
        JsonNode order = json(post(order("ORD-001", product, 10, null))).path("data");
        int own = odoo.create("mrp.production", Map.of("product_id", product, "product_qty", 10.0));
        patch(order, "{\"odoo_mo_id\":" + own + ",\"odoo_mo_name\":\"WH/MO/00001\"}");
        push.due();
        assertThat(odoo.ids("mrp.production")).hasSize(1);
        assertThat(json(http().get(ORDERS + "?has_odoo_mo=true")).path("count").asInt())
                .isEqualTo(1);
        assertThat(json(http().get(ORDERS + "?has_odoo_mo=false")).path("count").asInt())
                .isZero();
    }

    private static ObjectName named(String name) {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private void pullManufacturingOrders() {
        runner.run("manufacturing-orders", RunMode.INCREMENTAL, RunTrigger.COMMAND);
    }

    private void again() {
        jdbc.sql("UPDATE outbox SET due_at = clock_timestamp()").update();
        push.due();
    }

    private long outboxRows() {
        return jdbc.sql("SELECT count(*) FROM outbox").query(Long.class).single();
    }

    private String logged() {
        return String.join(
                "\n",
                jdbc.sql("SELECT message FROM activity_log WHERE flow = 'manufacturing-orders'")
                        .query(String.class)
                        .list());
    }

    private static String order(String number, int product, double quantity, String deadline) {
        return "{\"order_number\":\"" + number + "\",\"product_id\":" + product + ",\"quantity\":" + quantity
                + (deadline == null ? "" : ",\"deadline\":\"" + deadline + "\"") + "}";
    }

    private JsonNode get(JsonNode order) {
        return json(http().get(ORDERS + "/" + order.path("id").asText())).path("data");
    }

    private void patch(JsonNode order, String body) {
        assertThat(send("PATCH", ORDERS + "/" + order.path("id").asText(), body).statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> post(String body) {
        return send("POST", ORDERS, body);
    }

    private HttpResponse<String> match(String path, String etag, String body) {
        return http().send(http().admin(path)
                .header("Content-Type", "application/json")
                .header("If-Match", etag)
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return http().send(http().admin(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    private HubHttp http() {
        return new HubHttp(port);
    }
}
