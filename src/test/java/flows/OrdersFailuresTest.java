package flows;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hub.ProblemAssert;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import practice.Fault;

/** Orders when an answer is lost, Odoo is away or cannot make them, and orders that make no sense. */
class OrdersFailuresTest extends OrdersScene {
    private static final ObjectName BEAN = named("odoo-hub:type=Flow,name=orders");

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

    private static ObjectName named(String name) {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private void again() {
        jdbc.sql("UPDATE outbox SET due_at = clock_timestamp()").update();
        push.due();
    }
}
