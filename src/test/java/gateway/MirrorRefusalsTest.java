package gateway;

import static hub.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sync.RunMode;
import sync.RunTrigger;

/** Reads that cannot be answered, and what the connection says of itself. */
class MirrorRefusalsTest extends MirrorReadScene {
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
}
