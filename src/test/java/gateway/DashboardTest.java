package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What customers see of themselves: orders, services, bills and tickets. */
class DashboardTest extends DashboardScene {
    @Test
    void aCustomerSeesWhoTheyAreAndTheirSentAndConfirmedOrders() {
        order(acme, "S1", "sale", Map.of("client_order_ref", "PO 7", "date_order", "2026-02-06 10:00:00"));
        int contact = odoo.create("res.partner", Map.of("name", "A contact", "parent_id", acme));
        order(contact, "S2", "sent", Map.of("date_order", "2026-02-05 10:00:00"));
        order(acme, "S3", "draft", Map.of());
        order(acme, "S4", "cancel", Map.of());
        JsonNode answer = read(asAcme, "");
        assertThat(answer.path("live").asBoolean()).isTrue();
        assertThat(Instant.parse(answer.path("as_of").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(answer.path("data").path("customer").path("name").asText()).isEqualTo("Acme Corporation");
        assertThat(answer.path("data").path("customer").path("account_number").asText())
                .startsWith("CUST-");
        JsonNode orders = answer.path("data").path("orders");
        assertThat(texts(orders, "number")).containsExactly("S1", "S2");
        assertThat(texts(orders, "state")).containsExactly("confirmed", "quotation");
        assertThat(orders.path("items").path(0).path("reference").asText()).isEqualTo("PO 7");
        assertThat(orders.path("items").path(0).path("date").asText()).isEqualTo("2026-02-06T10:00:00Z");
        assertThat(orders.path("items").path(0).path("currency").asText()).isEqualTo("USD");
        assertThat(orders.path("more").asBoolean()).isFalse();
        assertThat(orders.path("note").isNull()).isTrue();
    }

    @Test
    void servicesAreTheServiceProductsOnConfirmedOrders() {
        int service = odoo.create("product.product", Map.of("name", "Fibre 100", "type", "service"));
        int router = odoo.create("product.product", Map.of("name", "Router", "type", "consu"));
        int sold = order(acme, "S1", "sale", Map.of());
        int offered = order(acme, "S2", "sent", Map.of());
        line(sold, service, Map.of("product_uom_qty", 12, "qty_delivered", 3, "price_unit", 49));
        line(sold, router, Map.of());
        line(sold, service, Map.of("is_downpayment", true));
        line(offered, service, Map.of());
        JsonNode services = read(asAcme, "/services").path("data");
        assertThat(texts(services, "name")).containsExactly("Fibre 100");
        JsonNode item = services.path("items").path(0);
        assertThat(item.path("order").asText()).isEqualTo("S1");
        assertThat(item.path("quantity").asInt()).isEqualTo(12);
        assertThat(item.path("delivered").asInt()).isEqualTo(3);
        assertThat(item.path("amount").asDouble()).isEqualTo(588);
    }

    @Test
    void billingSumsWhatIsOpenAndArrearsWhatIsPastDue() {
        invoice(acme, "INV/1", Map.of("invoice_date_due", day(-40), "amount_residual", 40.10));
        invoice(acme, "INV/2", Map.of("invoice_date_due", day(-3), "amount_residual", 0, "payment_state", "paid"));
        invoice(acme, "INV/3", Map.of("invoice_date_due", day(0), "amount_residual", 7.25));
        invoice(acme, "INV/4", Map.of("state", "draft", "amount_residual", 1000));
        invoice(acme, "RINV/1", Map.of("move_type", "out_refund", "invoice_date_due", day(-9), "amount_residual", 5));
        invoice(acme, "BILL/1", Map.of("move_type", "in_invoice", "amount_residual", 99));
        JsonNode billing = read(asAcme, "/invoices").path("data");
        assertThat(texts(billing, "number")).containsExactlyInAnyOrder("INV/1", "INV/2", "INV/3", "RINV/1");
        assertThat(billing.path("totals")).hasSize(1);
        assertThat(billing.path("totals").path(0).path("amount").asDouble()).isEqualTo(42.35);
        JsonNode arrears = read(asAcme, "/arrears").path("data");
        assertThat(texts(arrears, "number")).containsExactly("INV/1");
        assertThat(arrears.path("totals").path(0).path("amount").asDouble()).isEqualTo(40.10);
        assertThat(arrears.path("items").path(0).path("due").asText()).isEqualTo(day(-40));
    }

    @Test
    void ticketsAreTasksOfProjectsThatCustomersAreLetInto() {
        int shared = odoo.create("project.project", Map.of("name", "Support"));
        int internal = odoo.create("project.project", Map.of("name", "Internal", "privacy_visibility", "employees"));
        odoo.create("project.task", Map.of("name", "Line is down", "partner_id", acme, "project_id", shared));
        odoo.create(
                "project.task",
                Map.of("name", "Router sent", "partner_id", acme, "project_id", shared, "state", "1_done"));
        odoo.create("project.task", Map.of("name", "They pay late", "partner_id", acme, "project_id", internal));
        JsonNode tickets = read(asAcme, "/tickets").path("data");
        assertThat(texts(tickets, "subject")).containsExactly("Router sent", "Line is down");
        assertThat(texts(tickets, "closed")).containsExactly("true", "false");
    }

    @Test
    void anOdooWithoutHelpdeskIsAskedForItOnce() {
        read(asAcme, "");
        read(asWood, "");
        assertThat(odoo.calls().count("helpdesk.ticket", "search_read")).isLessThanOrEqualTo(1);
        assertThat(odoo.calls().all().stream()
                        .filter(call -> "helpdesk.ticket".equals(call.model()))
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aCustomerWhosePartnerIsGoneSeesEmptyParts() {
        odoo.unlink("res.partner", wood);
        JsonNode data = read(asWood, "").path("data");
        for (String part : List.of("services", "billing", "arrears", "tickets", "orders")) {
            assertThat(data.path(part).path("note").asText()).as(part).isEqualTo("not_linked");
        }
    }
}
