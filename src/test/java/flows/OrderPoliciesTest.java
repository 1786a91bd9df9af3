package flows;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hub.ProblemAssert;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.util.ReflectionTestUtils;
import practice.Fault;
import sync.RunMode;
import sync.RunTrigger;

/** Orders on a hub whose settings say of each matter what is not usual. */
@DirtiesContext
@TestPropertySource(
        properties = {
            "hub.orders.conflicts=odoo",
            "hub.orders.status.confirmed=in_progress",
            "hub.orders.policy.shortage=refuse",
            "hub.orders.policy.missing-bom=create",
            "hub.orders.policy.immediate=refuse"
        })
class OrderPoliciesTest extends OrdersScene {
    private static final String MANUFACTURING = "/api/odoo/manufacturing-orders";

    @Autowired
    @Qualifier("orderSettingsAtStart")
    private Object settings;

    /** They were in the database since the start, and the other tests want it empty. */
    @BeforeEach
    void settingsAsAtTheStart() {
        ReflectionTestUtils.invokeMethod(settings, "write");
    }

    @Test
    void odooCountsHoweverLateTheChangeHereWas() {
        JsonNode pushed = linked("ORD-001");
        JsonNode pulled = linked("ORD-002");
        for (JsonNode order : List.of(pushed, pulled)) {
            patch(order, "{\"status\":\"completed\"}");
            odoo.write("mrp.production", get(order).path("odoo_mo_id").asInt(), Map.of("state", "cancel"));
        }
        jdbc.sql("UPDATE orders SET wanted_at = wanted_at + interval '1 hour'").update();
        jdbc.sql("UPDATE outbox SET due_at = clock_timestamp() + interval '1 hour' WHERE subject = ?")
                .param(pulled.path("id").asLong())
                .update();
        push.due();
        runner.run("manufacturing-orders", RunMode.INCREMENTAL, RunTrigger.COMMAND);
        for (JsonNode order : List.of(pushed, pulled)) {
            assertThat(get(order).path("status").asText()).isEqualTo("cancelled");
            assertThat(order(get(order).path("odoo_mo_id").asInt(), "state")).isEqualTo("cancel");
        }
        assertThat(jdbc.sql("SELECT message FROM activity_log WHERE message LIKE 'Order %' ORDER BY message")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "Order ORD-001 was made completed here and is cancel in Odoo: Odoo counts",
                        "Order ORD-002 was made completed here and is cancel in Odoo: Odoo counts");
        assertThat(jdbc.sql("SELECT count(*) FROM outbox").query(Long.class).single())
                .isZero();
        assertThat(stock(product)).isZero();
    }

    @Test
    void aDeadlineAloneIsWrittenWhateverOdooHas() {
        JsonNode order = linked("ORD-001");
        int odooId = order.path("odoo_mo_id").asInt();
        patch(order, "{\"deadline\":\"2030-11-15 17:00:00\"}");
        odoo.write("mrp.production", odooId, Map.of("date_deadline", "2031-01-01 00:00:00"));
        push.due();
        assertThat(order(odooId, "date_deadline")).hasToString("2030-11-15T17:00:00Z");
    }

    @Test
    void aStateStandsForTheStatusThatIsSet() {
        JsonNode order = linked("ORD-001");
        odoo.write("mrp.production", order.path("odoo_mo_id").asInt(), Map.of("state", "confirmed"));
        runner.run("manufacturing-orders", RunMode.INCREMENTAL, RunTrigger.COMMAND);
        assertThat(get(order).path("status").asText()).isEqualTo("in_progress");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void withoutAllComponentsNothingIsFinished(int version) {
        workshop(version);
        assertThat(done(manufacture(product, 10)).statusCode()).isEqualTo(200);
        assertThat(stock(product)).isEqualTo(10);
        HttpResponse<String> refused = done(manufacture(product, 60));
        ProblemAssert.assertProblem(refused, 409);
        assertThat(json(refused).path("detail").asText()).contains("Not all components");
        assertThat(stock(bolt)).isEqualTo(80);
        assertThat(stock(product)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void aProductWithoutABillOfMaterialsIsOrderedWithoutComponents(int version) {
        workshop(version);
        int plain = good("Plain", 0);
        int made = manufacture(plain, 3);
        assertThat(order(made, "product_id")).isEqualTo(plain);
        assertThat(order(made, "product_qty")).isEqualTo(3.0);
        assertThat(odoo.ids("stock.move").stream()
                        .map(move -> odoo.record("stock.move", move).get("raw_material_production_id"))
                        .filter(Integer.valueOf(made)::equals))
                .isEmpty();
    }

    /** Somebody takes back what was recorded, just before the order is marked as done: Odoo 14 offers to record everything. */
    @Test
    void whatOdooOffersToRecordIsNotRecorded() throws Exception {
        workshop(14);
        int made = manufacture(product, 10);
        Fault slow = odoo.misbehave(Fault.delay(Duration.ofMinutes(1)).on("mrp.production", "button_mark_done"));
        CompletableFuture<HttpResponse<String>> asked = CompletableFuture.supplyAsync(() -> done(made));
        await().atMost(Duration.ofSeconds(20)).until(() -> slow.hits() == 1);
        odoo.write("mrp.production", made, Map.of("qty_producing", 0.0));
        slow.clear();
        HttpResponse<String> refused = asked.get(20, TimeUnit.SECONDS);
        ProblemAssert.assertProblem(refused, 409);
        assertThat(json(refused).path("detail").asText()).contains("Nothing was recorded");
        assertThat(order(made, "state")).isNotEqualTo("done");
        assertThat(stock(product)).isZero();
    }

    private JsonNode linked(String number) {
        JsonNode order = json(post(order(number, product, 10, null))).path("data");
        push.due();
        return get(order);
    }

    private int manufacture(int what, int quantity) {
        HttpResponse<String> made =
                send("POST", MANUFACTURING, "{\"product_id\":" + what + ",\"product_qty\":" + quantity + "}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return json(made).path("data").path("id").asInt();
    }

    private HttpResponse<String> done(int order) {
        return send("PUT", MANUFACTURING + "/" + order, "{\"state\":\"done\"}");
    }
}
