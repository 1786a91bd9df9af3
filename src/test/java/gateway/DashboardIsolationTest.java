package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What customers never see: the documents of others. */
class DashboardIsolationTest extends DashboardScene {
    @Test
    void nobodySeesAnotherCustomersDocuments() {
        everythingFor(acme, "acme");
        everythingFor(wood, "wood");
        assertThat(read(asAcme, "").toString()).contains("acme-order").doesNotContain("wood");
        assertThat(read(asWood, "").toString()).contains("wood-order").doesNotContain("acme");
        for (String part : List.of("/services", "/invoices", "/arrears", "/tickets", "/orders")) {
            assertThat(read(asAcme, part).toString()).as(part).contains("acme").doesNotContain("wood");
            assertThat(read(asWood, part).toString()).as(part).contains("wood").doesNotContain("acme");
        }
    }

    @Test
    void aCompanyBelowAnotherIsACustomerOfItsOwn() {
        int daughter = odoo.create("res.partner", Map.of("name", "Daughter", "is_company", true, "parent_id", acme));
        order(daughter, "daughter-order", "sale", Map.of());
        assertThat(read(asAcme, "/orders").path("data").path("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?partner_id=%d", "?commercial=%d", "?CamelOdooDomain=[]", "?customer=%d"})
    void nothingInTheRequestChangesWhoseDataIsAskedFor(String query) {
        everythingFor(acme, "acme");
        everythingFor(wood, "wood");
        var response = http.send(http.anonymous("/api/dashboard/orders"
                        + query.formatted(wood).replace("[", "%5B").replace("]", "%5D"))
                .header("Authorization", "Bearer " + asAcme)
                .header("CamelOdooDomain", "[]")
                .header("commercial", String.valueOf(wood)));
        assertThat(response.statusCode()).isIn(200, 400);
        assertThat(response.body()).doesNotContain("wood");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/services", "/invoices", "/arrears", "/tickets", "/orders"})
    void whoIsNotSignedInSeesNothing(String part) {
        assertThat(http.send(http.anonymous("/api/dashboard" + part)).statusCode())
                .isEqualTo(401);
        assertThat(get("1|" + "x".repeat(43), part).statusCode()).isEqualTo(401);
        assertThat(http.get("/api/dashboard" + part).statusCode()).isEqualTo(401);
    }

    @Test
    void aCustomerWhoIsLinkedToAnotherPartnerDoesNotSeeWhatWasKnownOfTheFormer() {
        everythingFor(acme, "acme");
        read(asAcme, "");
        int other = partner("Another");
        database.sql("UPDATE customers SET odoo_partner_id = ? WHERE odoo_partner_id = ?")
                .params(other, acme)
                .update();
        assertThat(get(asAcme, "").statusCode()).isEqualTo(401);
        String again = token(post("/api/auth/login", "acme" + acme + "@example.com", ""));
        assertThat(read(again, "").toString()).doesNotContain("acme-");
        cache.clear();
        odoo.down();
        assertThat(read(again, "").toString()).doesNotContain("acme-");
    }
}
