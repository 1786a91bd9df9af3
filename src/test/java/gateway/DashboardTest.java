package gateway;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gateway.dashboard.DashboardCache;
import gateway.dashboard.Helpdesk;
import hub.HubHttp;
import hub.WithoutVerification;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.Fault;
import practice.PracticeOdoo;

/** What customers see of themselves, and never of others. */
@WithoutVerification
class DashboardTest {
    private static final String PASSWORD = "a quiet tuesday 42";
    private static final List<String> DOCUMENTS =
            List.of("sale.order.line", "sale.order", "account.move", "project.task", "project.project");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    PracticeOdoo odoo;

    @Autowired
    CamelContext camel;

    @Autowired
    DashboardCache cache;

    @Autowired
    Helpdesk helpdesk;

    HubHttp http;
    int acme;
    int wood;
    String asAcme;
    String asWood;

    @BeforeEach
    void twoCustomers() {
        http = new HubHttp(port);
        acme = partner("Acme Corporation");
        wood = partner("Wood Corner");
        asAcme = signIn(customer(acme, "acme" + acme + "@example.com"));
        asWood = signIn(customer(wood, "wood" + wood + "@example.com"));
        odoo.calls().clear();
    }

    @AfterEach
    void clean() {
        odoo.up();
        odoo.behave();
        breaker().transitionToCloseState();
        cache.clear();
        helpdesk.forget();
        odoo.ids("sale.order").forEach(id -> odoo.write("sale.order", id, Map.of("state", "cancel")));
        for (String model : DOCUMENTS) {
            odoo.unlink(
                    model, odoo.ids(model).stream().mapToInt(Integer::intValue).toArray());
        }
    }

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
    void odooIsAskedOnceAMinute() {
        order(acme, "S1", "sale", Map.of());
        read(asAcme, "");
        int calls = odoo.calls().count();
        order(acme, "S2", "sale", Map.of());
        assertThat(texts(read(asAcme, "").path("data").path("orders"), "number"))
                .containsExactly("S1");
        assertThat(texts(read(asAcme, "/orders").path("data"), "number")).containsExactly("S1");
        assertThat(odoo.calls().count()).isEqualTo(calls);
        cache.clear();
        assertThat(read(asAcme, "/orders").path("data").path("items")).hasSize(2);
    }

    @Test
    void withOdooDownTheLastKnownDataComesAndNeverAnothers() {
        everythingFor(acme, "acme");
        String asOf = read(asAcme, "").path("as_of").asText();
        cache.clear();
        odoo.down();
        JsonNode answer = read(asAcme, "");
        assertThat(answer.path("live").asBoolean()).isFalse();
        assertThat(answer.path("as_of").asText()).isEqualTo(asOf);
        assertThat(texts(answer.path("data").path("orders"), "number")).containsExactly("acme-order");
        assertThat(read(asAcme, "/arrears").path("live").asBoolean()).isFalse();

        var nothing = get(asWood, "");
        assertThat(nothing.statusCode()).isEqualTo(503);
        assertThat(nothing.headers().firstValue("Retry-After")).isPresent();
        assertThat(nothing.body()).doesNotContain("acme", "Exception", odoo.url());

        odoo.up();
        breaker().transitionToCloseState();
        assertThat(read(asAcme, "").path("live").asBoolean()).isTrue();
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

    @Test
    void afterSomeFailuresOdooIsLeftAlone() {
        read(asAcme, "");
        odoo.misbehave(Fault.serverError(503).on("res.partner", "read").always());
        for (int i = 0; i < 4; i++) {
            cache.clear();
            assertThat(read(asAcme, "").path("live").asBoolean()).isFalse();
        }
        int calls = odoo.calls().count();
        assertThat(read(asAcme, "").path("live").asBoolean()).isFalse();
        assertThat(odoo.calls().count()).isEqualTo(calls);
        assertThat(breaker().getCircuitBreakerState()).isEqualTo("OPEN");
    }

    @Test
    void whatTheHubMayNotReadIsEmptyWithANoteAndTheRestIsThere() {
        everythingFor(acme, "acme");
        odoo.misbehave(Fault.odooError("odoo.exceptions.AccessError", "You are not allowed to access 'Sales Order'")
                .on("sale.order", "search_read")
                .always());
        JsonNode data = read(asAcme, "").path("data");
        assertThat(data.path("orders").path("note").asText()).isEqualTo("not_permitted");
        assertThat(data.path("orders").path("items")).isEmpty();
        assertThat(texts(data.path("billing"), "number")).containsExactly("acme-invoice");
        assertThat(breaker().getCircuitBreakerState()).isEqualTo("CLOSED");
    }

    @Test
    void aCustomerWhosePartnerIsGoneSeesEmptyParts() {
        odoo.unlink("res.partner", wood);
        JsonNode data = read(asWood, "").path("data");
        for (String part : List.of("services", "billing", "arrears", "tickets", "orders")) {
            assertThat(data.path(part).path("note").asText()).as(part).isEqualTo("not_linked");
        }
    }

    private void everythingFor(int partner, String name) {
        int service = odoo.create("product.product", Map.of("name", name + "-service", "type", "service"));
        line(order(partner, name + "-order", "sale", Map.of()), service, Map.of());
        invoice(partner, name + "-invoice", Map.of("invoice_date_due", day(-1), "amount_residual", 1));
        int project = odoo.create("project.project", Map.of("name", "Support"));
        odoo.create("project.task", Map.of("name", name + "-ticket", "partner_id", partner, "project_id", project));
    }

    private int partner(String name) {
        return odoo.create("res.partner", Map.of("name", name, "is_company", true));
    }

    private int order(int partner, String name, String state, Map<String, Object> more) {
        int id = odoo.create("sale.order", Map.of("name", name, "partner_id", partner, "state", state));
        odoo.write("sale.order", id, more);
        return id;
    }

    private void line(int order, int product, Map<String, Object> more) {
        int id = odoo.create("sale.order.line", Map.of("name", "line", "order_id", order, "product_id", product));
        odoo.write("sale.order.line", id, more);
    }

    private void invoice(int partner, String name, Map<String, Object> more) {
        int id = odoo.create(
                "account.move",
                Map.of("name", name, "partner_id", partner, "move_type", "out_invoice", "state", "posted"));
        odoo.write("account.move", id, more);
    }

    private static String day(int fromToday) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(fromToday).toString();
    }

    private String customer(int partner, String email) {
        database.sql("INSERT INTO customers (name, email, type, odoo_partner_id)"
                        + " VALUES (:name, :email, 'company', :partner)")
                .param("name", odoo.record("res.partner", partner).get("name"))
                .param("email", email)
                .param("partner", partner)
                .update();
        return email;
    }

    private String signIn(String email) {
        return token(post("/api/auth/quick-setup", email, ",\"password_confirmation\":\"" + PASSWORD + "\""));
    }

    private HttpResponse<String> post(String path, String email, String more) {
        String body = "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"" + more + "}";
        return http.send(
                http.anonymous(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static String token(HttpResponse<String> signedIn) {
        assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
        return json(signedIn).path("data").path("access_token").asText();
    }

    private HttpResponse<String> get(String token, String part) {
        return http.send(http.anonymous("/api/dashboard" + part).header("Authorization", "Bearer " + token));
    }

    private JsonNode read(String token, String part) {
        HttpResponse<String> response = get(token, part);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        return json(response);
    }

    private static List<String> texts(JsonNode part, String member) {
        return StreamSupport.stream(part.path("items").spliterator(), false)
                .map(item -> item.path(member).asText())
                .toList();
    }

    private ResilienceProcessor breaker() {
        return camel.getProcessor("dashboard-breaker", ResilienceProcessor.class);
    }
}
