package flows;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import hub.ProblemAssert;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import practice.Fault;

/** Manufacturing orders created and changed over REST, with the same answers from either version of Odoo. */
class ManufacturingRequestsTest extends WorkshopTest {
    private static final String PATH = "/api/odoo/manufacturing-orders";

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void theSeedsRequestsWork(int version) {
        workshop(version);
        HttpResponse<String> answer = post(
                "{\"product_id\":" + product + ",\"product_qty\":100,\"date_planned_start\":\"2025-11-10 08:00:00\","
                        + "\"date_deadline\":\"2025-11-15 17:00:00\",\"origin\":\"Dashboard Order #123\"}",
                null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(json(answer).path("message").asText()).isEqualTo("Manufacturing order created successfully in Odoo");
        JsonNode made = json(answer).path("data");
        assertThat(made.path("state").asText()).isEqualTo("draft");
        assertThat(made.path("origin").asText()).isEqualTo("Dashboard Order #123");
        assertThat(made.path("product_id").get(0).asInt()).isEqualTo(product);
        assertThat(made.path("date_planned_start").asText()).isEqualTo("2025-11-10 08:00:00");
        String path = PATH + "/" + made.path("id");
        answer = put(
                path, "{\"state\":\"progress\",\"qty_producing\":50,\"date_deadline\":\"2025-11-20 17:00:00\"}", null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode changed = json(answer).path("data");
        assertThat(changed.path("state").asText()).isEqualTo("progress");
        assertThat(changed.path("qty_producing").asInt()).isEqualTo(50);
        assertThat(changed.path("date_deadline").asText()).isEqualTo("2025-11-20 17:00:00");
        HttpResponse<String> read = http().get(path + "?live=true");
        assertThat(json(read).path("data")).isEqualTo(changed);
        answer = put(path, "{\"state\":\"done\"}", null);
        assertThat(json(answer).path("data").path("state").asText()).isEqualTo("done");
        assertThat(json(answer).path("data").path("qty_produced").asInt()).isEqualTo(50);
        assertThat(stock(product)).isEqualTo(50);
        assertThat(stock(bolt)).isZero();
        HttpResponse<String> refused = put(path, "{\"state\":\"confirmed\"}", null);
        ProblemAssert.assertProblem(refused, 409);
        assertThat(json(refused).path("state").asText()).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void timesMayBeWrittenInThreeWays(int version) {
        workshop(version);
        for (String[] pair : new String[][] {
            {"2025-11-10T09:30:00+01:00", "2025-11-10 08:30:00"},
            {"2025-11-10 08:30:00", "2025-11-10 08:30:00"},
            {"2025-11-10", "2025-11-10 00:00:00"}
        }) {
            JsonNode made = json(post(body(product, 1, ",\"date_deadline\":\"" + pair[0] + "\""), null))
                    .path("data");
            assertThat(made.path("date_deadline").asText()).isEqualTo(pair[1]);
        }
        ProblemAssert.assertProblem(post(body(product, 1, ",\"date_deadline\":\"tomorrow...\""), null), 400);
        ProblemAssert.assertProblem(post(body(product, 1, ",\"date_deadline\":\"2025-02-31\""), null), 400);
    }

    @Test
    void nonsenseIsRefusedAndNothingIsCreated() {
        workshop(19);
        for (String quantity : List.of("0", "-1", "NaN", "\"NaN\"", "1e300", "null")) {
            ProblemAssert.assertProblem(
                    post("{\"product_id\":" + product + ",\"product_qty\":" + quantity + "}", null), 400);
        }
        ProblemAssert.assertProblem(post(body(99999, 1, ""), null), 422);
        ProblemAssert.assertProblem(post(body(good("Plain", 0), 1, ""), null), 422);
        ProblemAssert.assertProblem(post(body(product, 1, ",\"nonsense\":1"), null), 400);
        ProblemAssert.assertProblem(put(PATH + "/99999", "{\"state\":\"done\"}", null), 404);
        assertThat(odoo.ids("mrp.production")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void whatOdooRefusesIsAnsweredWithoutItsTraceback(int version) {
        workshop(version);
        for (String error : List.of("odoo.exceptions.UserError", "odoo.exceptions.AccessError", "builtins.KeyError")) {
            odoo.misbehave(Fault.odooError(error, "It does not go.")
                    .on("mrp.production", "create")
                    .times(1));
            withoutTraceback(post(body(product, 1, ""), null));
        }
        String path =
                PATH + "/" + json(post(body(product, 1, ""), null)).path("data").path("id");
        for (String error : List.of("odoo.exceptions.UserError", "odoo.exceptions.AccessError", "builtins.KeyError")) {
            odoo.misbehave(Fault.odooError(error, "It does not go.")
                    .on("mrp.production", "action_confirm")
                    .times(1));
            withoutTraceback(put(path, "{\"state\":\"confirmed\"}", null));
        }
        assertThat(put(path, "{\"state\":\"confirmed\"}", null).statusCode()).isEqualTo(200);
        assertThat(odoo.ids("mrp.production")).hasSize(1);
    }

    private static void withoutTraceback(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(422, 502);
        ProblemAssert.assertProblem(answer, answer.statusCode());
        assertThat(answer.body()).doesNotContain("Traceback", "File \\\"", "builtins.");
    }

    @Test
    void theSameKeyMakesOneOrderWhateverFails() {
        workshop(19);
        odoo.misbehave(Fault.cutAfterActing().on("mrp.production", "create").times(1));
        JsonNode made = json(post(body(product, 5, ""), "key-1")).path("data");
        JsonNode again = json(post(body(product, 5, ""), "key-1")).path("data");
        assertThat(again.path("id")).isEqualTo(made.path("id"));
        assertThat(odoo.ids("mrp.production")).hasSize(1);
        ProblemAssert.assertProblem(post(body(product, 6, ""), "key-1"), 422);
        odoo.misbehave(Fault.cutBeforeActing().on("mrp.production", "create").times(1));
        ProblemAssert.assertProblem(post(body(product, 7, ""), "key-2"), 504);
        jdbc.sql("UPDATE manufacturing_creation SET sent_at = sent_at - interval '1 hour'")
                .update();
        assertThat(post(body(product, 7, ""), "key-2").statusCode()).isEqualTo(201);
        assertThat(odoo.ids("mrp.production")).hasSize(2);
        odoo.down();
        ProblemAssert.assertProblem(post(body(product, 8, ""), "key-3"), 503);
        odoo.up();
        assertThat(post(body(product, 8, ""), "key-3").statusCode()).isEqualTo(201);
        assertThat(odoo.ids("mrp.production")).hasSize(3);
    }

    @Test
    void ofConcurrentChangesOneWins() {
        workshop(19);
        HttpResponse<String> made = post(body(product, 5, ""), null);
        String path = PATH + "/" + json(made).path("data").path("id");
        String etag =
                http().get(path + "?live=true").headers().firstValue("ETag").orElseThrow();
        assertThat(made.headers().firstValue("ETag")).contains(etag);
        List<CompletableFuture<HttpResponse<String>>> both = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> put(path, "{\"origin\":\"writer " + i + "\",\"state\":\"confirmed\"}", etag)))
                .toList();
        List<Integer> statuses =
                both.stream().map(one -> one.join().statusCode()).sorted().toList();
        assertThat(statuses.get(0)).isEqualTo(200);
        assertThat(statuses.get(1)).isIn(409, 412);
        ProblemAssert.assertProblem(put(path, "{\"state\":\"done\"}", etag), 412);
    }

    @Test
    void anOrderOfTheSameContentMadeHereIsTheOneThatIsMeant() {
        workshop(19);
        http().send(http().admin("/api/orders")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"order_number\":\"ORD-001\",\"product_id\":" + product + ",\"quantity\":100}")));
        JsonNode made = json(post(body(product, 100, ",\"origin\":\"Dashboard Order ORD-001\""), null))
                .path("data");
        JsonNode order = json(http().get("/api/orders")).path("data").get(0);
        assertThat(order.path("odoo_mo_id")).isEqualTo(made.path("id"));
        assertThat(order.path("odoo_status").asText()).isEqualTo("linked");
        assertThat(odoo.ids("mrp.production")).hasSize(1);
    }

    private static String body(int product, double quantity, String more) {
        return "{\"product_id\":" + product + ",\"product_qty\":" + quantity + more + "}";
    }

    private HttpResponse<String> post(String body, String key) {
        HttpRequest.Builder request = http().admin(PATH).header("Content-Type", "application/json");
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return http().send(request.POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> put(String path, String body, String match) {
        HttpRequest.Builder request = http().admin(path).header("Content-Type", "application/json");
        if (match != null) {
            request.header("If-Match", match);
        }
        return http().send(request.PUT(BodyPublishers.ofString(body)));
    }

    private HubHttp http() {
        return new HubHttp(port);
    }
}
