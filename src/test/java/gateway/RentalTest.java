package gateway;

import static hub.HubHttp.json;
import static hub.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import practice.PracticeOdoo;
import practice.PracticeOdooBuilder;

/** What is rented is found again, with the module for it and without, on an Odoo that keeps periods and one that does not. */
class RentalTest extends GatewayScene {
    @ParameterizedTest
    @CsvSource({"14, false", "14, true", "19, false", "19, true"})
    void whatIsRentedIsFoundAgain(int version, boolean module) {
        odoo.close();
        PracticeOdooBuilder practice = PracticeOdoo.builder().version(version);
        on(module ? practice.renting() : practice);
        String asAcme = client.customer(acme);
        int product = odoo.ids("product.product").get(0);
        int plain = odoo.create("sale.order", Map.of("partner_id", acme));

        String rental = "{\"rental_start\":\"2030-01-02T09:00:00+01:00\",\"rental_end\":\"2030-01-03 09:00:00\","
                + "\"order_line\":[{\"product_id\":" + product + ",\"product_uom_qty\":2}]}";
        HttpResponse<String> made = client.as(asAcme, "POST", "/api/sale/rental", rental);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        int id = json(made).path("data").path("id").asInt();

        JsonNode hers = json(client.as(asAcme, "GET", "/api/sale/rental?live=true", null));
        assertThat(hers.path("data").findValuesAsText("id")).containsExactly("" + id);
        period(hers.path("data").path(0), "2030-01-02 08:00:00", "2030-01-03 09:00:00");
        JsonNode read = json(client.as(asAcme, "GET", "/api/sale/rental/" + id + "?live=true", null));
        period(read.path("data"), "2030-01-02 08:00:00", "2030-01-03 09:00:00");
        assertProblem(client.as(asAcme, "GET", "/api/sale/rental/" + plain + "?live=true", null), 404);

        HttpResponse<String> changed = client.admin(
                "PUT",
                "/api/sale/rental/" + id,
                "{\"rental_start\":\"2030-02-02 08:00:00\",\"rental_end\":\"2030-02-05 08:00:00\"}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        period(get("/api/sale/rental/" + id + "?live=true").path("data"), "2030-02-02 08:00:00", "2030-02-05 08:00:00");
        if (module) {
            assertThat(odoo.record("sale.order", id)).containsEntry("is_rental_order", true);
        }
    }

    private static void period(JsonNode rental, String start, String end) {
        assertThat(rental.path("rental_start").asText()).as(rental.toString()).isEqualTo(start);
        assertThat(rental.path("rental_end").asText()).as(rental.toString()).isEqualTo(end);
    }
}
