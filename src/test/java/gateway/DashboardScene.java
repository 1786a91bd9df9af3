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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;

/** Two customers who are signed in, and their documents in Odoo. */
@WithoutVerification
abstract class DashboardScene {
    static final String PASSWORD = "a quiet tuesday 42";
    static final List<String> DOCUMENTS =
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

    void everythingFor(int partner, String name) {
        int service = odoo.create("product.product", Map.of("name", name + "-service", "type", "service"));
        line(order(partner, name + "-order", "sale", Map.of()), service, Map.of());
        invoice(partner, name + "-invoice", Map.of("invoice_date_due", day(-1), "amount_residual", 1));
        int project = odoo.create("project.project", Map.of("name", "Support"));
        odoo.create("project.task", Map.of("name", name + "-ticket", "partner_id", partner, "project_id", project));
    }

    int partner(String name) {
        return odoo.create("res.partner", Map.of("name", name, "is_company", true));
    }

    int order(int partner, String name, String state, Map<String, Object> more) {
        int id = odoo.create("sale.order", Map.of("name", name, "partner_id", partner, "state", state));
        odoo.write("sale.order", id, more);
        return id;
    }

    void line(int order, int product, Map<String, Object> more) {
        int id = odoo.create("sale.order.line", Map.of("name", "line", "order_id", order, "product_id", product));
        odoo.write("sale.order.line", id, more);
    }

    void invoice(int partner, String name, Map<String, Object> more) {
        int id = odoo.create(
                "account.move",
                Map.of("name", name, "partner_id", partner, "move_type", "out_invoice", "state", "posted"));
        odoo.write("account.move", id, more);
    }

    static String day(int fromToday) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(fromToday).toString();
    }

    String customer(int partner, String email) {
        database.sql("INSERT INTO customers (name, email, type, odoo_partner_id)"
                        + " VALUES (:name, :email, 'company', :partner)")
                .param("name", odoo.record("res.partner", partner).get("name"))
                .param("email", email)
                .param("partner", partner)
                .update();
        return email;
    }

    String signIn(String email) {
        return token(post("/api/auth/quick-setup", email, ",\"password_confirmation\":\"" + PASSWORD + "\""));
    }

    HttpResponse<String> post(String path, String email, String more) {
        String body = "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"" + more + "}";
        return http.send(
                http.anonymous(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    static String token(HttpResponse<String> signedIn) {
        assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
        return json(signedIn).path("data").path("access_token").asText();
    }

    HttpResponse<String> get(String token, String part) {
        return http.send(http.anonymous("/api/dashboard" + part).header("Authorization", "Bearer " + token));
    }

    JsonNode read(String token, String part) {
        HttpResponse<String> response = get(token, part);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        return json(response);
    }

    static List<String> texts(JsonNode part, String member) {
        return StreamSupport.stream(part.path("items").spliterator(), false)
                .map(item -> item.path(member).asText())
                .toList();
    }

    ResilienceProcessor breaker() {
        return camel.getProcessor("dashboard-breaker", ResilienceProcessor.class);
    }
}
