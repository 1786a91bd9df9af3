package gateway;

import static hub.HubHttp.json;
import static hub.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of an order that is there: changed, added and taken away in plain JSON, and only its own. */
class GatewayLinesTest extends GatewayScene {
    private int order;
    private int other;

    @BeforeEach
    void orders() {
        order = order();
        other = order();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void linesAreChangedAddedAndTakenAway(int version) {
        odoo.close();
        on(version);
        order = order();
        List<Integer> before = lines(order);
        JsonNode read = get("/api/sale.order.line?order_id=" + order + "&order=id");
        assertThat(read.path("data").findValuesAsText("id"))
                .as("clients find the ids")
                .containsExactlyElementsOf(before.stream().map(String::valueOf).toList());
        HttpResponse<String> done = client.admin(
                "PATCH",
                "/api/sale.order/" + order,
                "{\"order_line\":[{\"id\":" + before.get(0) + ",\"product_uom_qty\":3},{\"id\":" + before.get(1)
                        + ",\"remove\":true},{\"product_id\":" + product(2) + ",\"product_uom_qty\":7}]}");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        List<Integer> after = lines(order);
        assertThat(after).hasSize(3).contains(before.get(0), before.get(2)).doesNotContain(before.get(1));
        assertThat(line(before.get(0))).containsEntry("product_uom_qty", 3.0).containsEntry("product_id", product(0));
        assertThat(line(before.get(2))).as("not named").containsEntry("product_uom_qty", 1.0);
        assertThat(line(after.get(2))).containsEntry("product_uom_qty", 7.0).containsEntry("product_id", product(2));
    }

    @Test
    void theLinesOfAnotherOrderAreLikeThoseThatAreNotThere() {
        int foreign = lines(other).get(0);
        JsonNode refused = assertProblem(patch("{\"id\":" + foreign + ",\"product_uom_qty\":3}"), 422);
        JsonNode nowhere = assertProblem(patch("{\"id\":99999,\"product_uom_qty\":3}"), 422);
        assertThat(refused).isEqualTo(nowhere);
        assertThat(refused.at("/errors/0/code").asText()).isEqualTo("unknown");
        assertProblem(patch("{\"id\":" + foreign + ",\"remove\":true}"), 422);
        assertProblem(
                patch("{\"id\":" + lines(order).get(0) + ",\"product_uom_qty\":3},{\"id\":" + foreign
                        + ",\"remove\":true}"),
                422);
        assertThat(odoo.calls().count("sale.order", "write")).isZero();
        assertThat(lines(other)).contains(foreign);
        assertThat(line(foreign)).containsEntry("product_uom_qty", 1.0);
        assertThat(line(lines(order).get(0))).containsEntry("product_uom_qty", 1.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1,%d,{\"price_unit\":0}]|lines",
                "[2,%d]|lines",
                "[5]|lines",
                "{\"id\":[%d],\"product_uom_qty\":3}|id",
                "{\"id\":\"%d\",\"product_uom_qty\":3}|id",
                "{\"id\":-1,\"product_uom_qty\":3}|id",
                "{\"id\":1.5,\"product_uom_qty\":3}|id",
                "{\"id\":null,\"product_uom_qty\":3}|id",
                "{\"id\":%d,\"order_id\":1}|unknown-field",
                "{\"id\":%d,\"state\":\"sale\"}|unknown-field",
                "{\"id\":%d,\"product_id\":false}|required",
                "{\"id\":%d,\"product_id\":null}|required",
                "{\"id\":%d}|empty",
                "{\"id\":%d,\"remove\":false}|remove",
                "{\"id\":%d,\"remove\":1}|remove",
                "{\"id\":%d,\"remove\":true,\"product_uom_qty\":1}|remove",
                "{\"remove\":true}|required",
                "{\"product_uom_qty\":3}|required",
                "{\"id\":%1$d,\"remove\":true},{\"id\":%1$d,\"product_uom_qty\":1}|id"
            })
    void commandsAndWhatIsNoLineAreNotTaken(String line, String code) {
        JsonNode problem = assertProblem(patch(line.formatted(lines(order).get(0))), 422);
        assertThat(problem.path("errors").findValuesAsText("code")).contains(code);
        assertThat(odoo.calls().count("sale.order", "write")).isZero();
        assertThat(lines(order)).hasSize(3);
    }

    @Test
    void whoMayNotChangeTheOrderChangesNoLineOfIt() {
        String asAcme = client.customer(acme);
        String body = "{\"order_line\":[{\"id\":" + lines(order).get(0) + ",\"price_unit\":0}]}";
        assertProblem(client.as(asAcme, "PATCH", "/api/sale.order/" + order, body), 403);
        assertProblem(client.as(null, "PATCH", "/api/sale.order/" + order, body), 401);
        assertProblem(client.admin("PATCH", "/api/sale.order/99999", body), 404);
    }

    @Test
    void theContractShowsHowLinesAreNamed() {
        JsonNode contract = json(client.as(null, "GET", "/openapi/gateway-models.yaml", null));
        assertThat(names(contract.path("components").path("securitySchemes")))
                .containsExactlyInAnyOrder("bearer", "basic", "apiKey", "cookie", "session");
        JsonNode lines = contract.at("/components/schemas/sale.order.values/properties/order_line");
        assertThat(names(lines.at("/items/properties")))
                .contains("id", "remove", "product_id", "product_uom_qty")
                .doesNotContain("order_id");
        assertThat(lines.path("description").asText()).contains("product_id", "stay");
        assertThat(contract.at("/paths/~1sale.order~1{id}/put/description").asText())
                .contains("PATCH");
    }

    private HttpResponse<String> patch(String line) {
        return client.admin("PATCH", "/api/sale.order/" + order, "{\"order_line\":[" + line + "]}");
    }

    private int order() {
        String line = "{\"product_id\":%d,\"product_uom_qty\":1}";
        HttpResponse<String> made = client.admin(
                "POST",
                "/api/sale.order",
                "{\"partner_id\":" + acme + ",\"order_line\":[" + line.formatted(product(0)) + ","
                        + line.formatted(product(1)) + "," + line.formatted(product(1)) + "]}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return json(made).path("data").path("id").asInt();
    }

    private int product(int number) {
        return odoo.ids("product.product").get(number);
    }

    private List<Integer> lines(int of) {
        return odoo.ids("sale.order.line").stream()
                .filter(id -> line(id).get("order_id").equals(of))
                .toList();
    }

    private Map<String, Object> line(int id) {
        return odoo.record("sale.order.line", id);
    }
}
