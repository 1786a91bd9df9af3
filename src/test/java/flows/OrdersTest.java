package flows;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.ProblemAssert;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sync.RunMode;
import sync.RunTrigger;

/** Orders of the portal: their manufacturing orders are created in Odoo, each once, and followed to their end. */
class OrdersTest extends OrdersScene {
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

    @Test
    void whatWasChangedHereLaterCountsAndThatIsWrittenDown() {
        JsonNode order = json(post(order("ORD-001", product, 10, null))).path("data");
        push.due();
        int odooId = get(order).path("odoo_mo_id").asInt();
        patch(order, "{\"status\":\"in_progress\"}");
        jdbc.sql("UPDATE orders SET wanted_at = wanted_at + interval '1 hour'").update();
        odoo.write("mrp.production", odooId, Map.of("state", "confirmed"));
        push.due();
        assertThat(order(odooId, "state")).isEqualTo("progress");
        assertThat(get(order).path("status").asText()).isEqualTo("in_progress");
        assertThat(logged())
                .isEqualTo(
                        "Order ORD-001 was made in_progress here and is confirmed in Odoo: what was done here counts");
        assertThat(meters.get("hub.orders.conflicts").gauge().value()).isEqualTo(1);
        assertThat(outboxRows()).isZero();
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

    private void pullManufacturingOrders() {
        runner.run("manufacturing-orders", RunMode.INCREMENTAL, RunTrigger.COMMAND);
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

    private HttpResponse<String> match(String path, String etag, String body) {
        return http().send(http().admin(path)
                .header("Content-Type", "application/json")
                .header("If-Match", etag)
                .method("PATCH", BodyPublishers.ofString(body)));
    }
}
