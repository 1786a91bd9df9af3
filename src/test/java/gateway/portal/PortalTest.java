package gateway.portal;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import accounts.sessions.SessionsClient;
import com.fasterxml.jackson.databind.JsonNode;
import gateway.dashboard.DashboardCache;
import hub.HubTest;
import hub.ProblemAssert;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;

/** What clients see of themselves in the portal, what everybody sees of events, and who may register. */
@HubTest
class PortalTest {
    private static final String PASSWORD = "a quiet tuesday 42";
    private static final String PERIOD = "rental 2026-12-01 10:00:00 / 2026-12-05 10:00:00";
    private static final int PORTAL = 10;
    private static final int ANNOUNCED = 3;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    PracticeOdoo odoo;

    @Autowired
    DashboardCache cache;

    @Autowired
    CamelContext camel;

    List<Integer> before;
    SessionsClient client;
    int joy;
    int sam;
    String asJoy;
    String asSam;

    @BeforeEach
    void twoClients() {
        before = odoo.ids("res.users");
        client = new SessionsClient(port);
        database.sql("TRUNCATE odoo_session, odoo_sign_in, rate_limit").update();
        cache.clear();
        joy = odoo.create("res.partner", Map.of("name", "Joy Moyo", "email", "joy@example.com"));
        sam = odoo.create("res.partner", Map.of("name", "Sam Ncube"));
        asJoy = session(joy);
        asSam = session(sam);
    }

    @AfterEach
    void up() {
        odoo.up();
        odoo.behave();
        camel.getProcessor("dashboard-breaker", ResilienceProcessor.class).transitionToCloseState();
        odoo.ids("res.users").stream().filter(id -> !before.contains(id)).forEach(id -> odoo.unlink("res.users", id));
        for (String model : List.of("event.registration", "event.event", "ir.attachment")) {
            odoo.unlink(
                    model, odoo.ids(model).stream().mapToInt(Integer::intValue).toArray());
        }
    }

    private String session(int partner) {
        String login = "user" + partner + "." + System.nanoTime();
        odoo.create(
                "res.users",
                Map.of(
                        "login",
                        login,
                        "partner_id",
                        partner,
                        "password",
                        PASSWORD,
                        "group_ids",
                        List.of(List.of(6, 0, List.of(PORTAL)))));
        return client.signIn(login, PASSWORD);
    }

    @Test
    void theMenuLeadsToOurPages() {
        JsonNode menu = json(client.getAs(asJoy, "/api/portal/menu")).path("data");
        assertThat(menu.findValuesAsText("url")).contains("/portal", "/events", "/bookings");
        assertThat(menu.path(0).path("id").asInt()).isEqualTo(1);
        assertThat(menu.path(1).path("sequence").asInt())
                .isGreaterThan(menu.path(0).path("sequence").asInt());
    }

    @Test
    void aClientSeesTheirOwnAndNobodyElses() {
        int event = event("Recall for beginners", Map.of());
        int project = odoo.create("project.project", Map.of("name", "Training", "privacy_visibility", "portal"));
        for (int partner : List.of(joy, sam)) {
            String whose = partner == joy ? "joys" : "sams";
            odoo.create("project.task", Map.of("name", whose + " task", "project_id", project, "partner_id", partner));
            odoo.create("event.registration", Map.of("event_id", event, "partner_id", partner, "name", whose));
            odoo.create("calendar.event", Map.of("name", whose + " lesson", "partner_ids", List.of(partner)));
            int order = odoo.create(
                    "sale.order",
                    Map.of("name", whose + " order", "partner_id", partner, "state", "sale", "origin", PERIOD));
            attach(whose + " contract.pdf", "sale.order", order);
        }
        JsonNode data = json(client.getAs(asJoy, "/api/portal/dashboard")).path("data");
        assertThat(data.path("customer").path("name").asText()).isEqualTo("Joy Moyo");
        for (String part : List.of("tasks", "events", "meetings", "rentals", "documents")) {
            assertThat(data.path(part).toString()).as(part).contains("joys").doesNotContain("sams");
        }
        assertThat(data.path("rentals").path("items").path(0).path("rental").asBoolean())
                .isFalse();
        String sams =
                json(client.getAs(asSam, "/api/portal/documents")).path("data").toString();
        assertThat(sams).contains("sams contract.pdf").doesNotContain("joys");
    }

    @Test
    void theGatewayKnowsUsersOfOdooAsWhatTheyAreThere() {
        String partners = client.getAs(asJoy, "/api/res.partner").body();
        assertThat(partners).contains("Joy Moyo").doesNotContain("Sam Ncube");
        assertThat(client.getAs(asJoy, "/api/res.partner/" + sam).statusCode()).isEqualTo(404);
        ProblemAssert.assertProblem(client.getAs("ohs_" + "A".repeat(43), "/api/res.partner"), 401);
    }

    @Test
    void aDocumentIsForItsClientOnlyAndNeverAPageOfOurs() {
        int order = odoo.create("sale.order", Map.of("name", "S1", "partner_id", joy, "state", "sale"));
        int draft = odoo.create("sale.order", Map.of("name", "S2", "partner_id", joy, "state", "draft"));
        int mine = attach("../../my page.html", "sale.order", order);
        HttpResponse<String> content = client.getAs(asJoy, "/api/portal/documents/" + mine + "/content");
        assertThat(content.statusCode()).as(content.body()).isEqualTo(200);
        assertThat(content.body()).isEqualTo("<b>content</b>");
        assertThat(content.headers().firstValue("Content-Type").orElse("")).isEqualTo("application/octet-stream");
        assertThat(content.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment;")
                .doesNotContain("..", "/");
        assertThat(content.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        String none =
                client.getAs(asJoy, "/api/portal/documents/999999/content").body();
        for (int other :
                List.of(attach("draft.pdf", "sale.order", draft), attach("internal.pdf", "res.partner", joy))) {
            assertThat(client.getAs(asJoy, "/api/portal/documents/" + other + "/content")
                            .body())
                    .isEqualTo(none);
        }
        HttpResponse<String> sams = client.getAs(asSam, "/api/portal/documents/" + mine + "/content");
        ProblemAssert.assertProblem(sams, 404);
        assertThat(sams.body()).isEqualTo(none);
    }

    @Test
    void everybodySeesEventsThatArePublishedAndNotOver() {
        int tag = odoo.create(
                "event.tag",
                Map.of("name", "Puppies", "category_id", odoo.create("event.tag.category", Map.of("name", "Age"))));
        event("Recall for beginners", Map.of("seats_limited", true, "seats_max", 3, "tag_ids", List.of(tag)));
        event("Agility", Map.of("description", "<p>Jumping &amp; <b>running</b></p><script>alert(1)</script>"));
        event("Not announced yet", Map.of("stage_id", 1));
        event("Long over", Map.of("date_begin", Instant.EPOCH, "date_end", Instant.EPOCH.plusSeconds(60)));
        JsonNode all = json(client.get("/api/portal/events")).path("data");
        assertThat(all.path("items").findValuesAsText("name")).containsExactly("Recall for beginners", "Agility");
        assertThat(all.path("items").path(0).path("seats_left").asInt()).isEqualTo(3);
        assertThat(all.path("items").path(1).path("description").asText()).isEqualTo("Jumping & running");
        assertThat(all.path("categories").toString()).contains("Puppies");
        assertThat(names("?q=JUMPING")).containsExactly("Agility");
        assertThat(names("?tag=Puppies")).containsExactly("Recall for beginners");
        assertThat(names("?from=2999-01-01")).isEmpty();
        assertThat(names("?to=2000-01-01")).isEmpty();
        ProblemAssert.assertProblem(client.get("/api/portal/events?from=yesterday"), 400);
        ProblemAssert.assertProblem(client.get("/api/portal/events/999999"), 404);
    }

    @Test
    void whoRegistersIsInOdooOnce() {
        int event = event("Recall", Map.of("seats_limited", true, "seats_max", 2));
        Map<String, String> joys = Map.of("name", "Joy Moyo", "email", "Joy@example.com", "phone", "1234");
        String path = "/api/portal/events/" + event + "/registrations";
        HttpResponse<String> first = client.postAs(asJoy, path, joys);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(client.post(path, joys).body()).isEqualTo(first.body());
        assertThat(odoo.count("event.registration")).isEqualTo(1);
        Map<String, Object> registration =
                odoo.record("event.registration", odoo.ids("event.registration").get(0));
        assertThat(registration)
                .containsEntry("name", "Joy Moyo")
                .containsEntry("email", "joy@example.com")
                .containsEntry("partner_id", joy)
                .containsEntry("event_id", event);
        assertThat(client.post(path, Map.of("name", "Ben", "email", "ben@example.com"))
                        .statusCode())
                .isEqualTo(201);
        cache.clear();
        HttpResponse<String> full = client.post(path, Map.of("name", "Zoe", "email", "zoe@example.com"));
        ProblemAssert.assertProblem(full, 409);
        assertThat(odoo.count("event.registration")).isEqualTo(2);
    }

    @Test
    void aRegistrationIsNobodysWhoIsNotSignedInAndForWhatIsShownOnly() {
        int event = event("Recall", Map.of());
        int hidden = event("Hidden", Map.of("stage_id", 1));
        String path = "/api/portal/events/" + event + "/registrations";
        ProblemAssert.assertProblem(
                client.post(path, Map.of("name", "Ben", "email", "ben@example.com", "partner_id", joy)), 400);
        ProblemAssert.assertProblem(client.post(path, Map.of("name", "Ben", "email", "no address")), 422);
        ProblemAssert.assertProblem(
                client.post(
                        "/api/portal/events/" + hidden + "/registrations",
                        Map.of("name", "Ben", "email", "ben@example.com")),
                404);
        assertThat(odoo.count("event.registration")).isZero();
        client.post(path, Map.of("name", "Ben", "email", "ben@example.com"));
        assertThat(odoo.record(
                        "event.registration", odoo.ids("event.registration").get(0)))
                .containsEntry("partner_id", null);
        for (int i = 0; i < 4; i++) {
            client.post(path, Map.of("name", "Ben" + i, "email", "ben@example.com"));
        }
        ProblemAssert.assertProblem(client.post(path, Map.of("name", "Benny", "email", "ben@example.com")), 429);
    }

    @Test
    void whileOdooIsAwayTheLastThatIsKnownIsShown() {
        event("Recall", Map.of());
        client.get("/api/portal/events");
        client.getAs(asJoy, "/api/portal/dashboard");
        cache.clear();
        odoo.down();
        JsonNode events = json(client.get("/api/portal/events"));
        assertThat(events.path("live").asBoolean()).isFalse();
        assertThat(events.path("data").path("items")).hasSize(1);
        assertThat(json(client.getAs(asJoy, "/api/portal/dashboard"))
                        .path("live")
                        .asBoolean())
                .isFalse();
        ProblemAssert.assertProblem(client.getAs(asSam, "/api/portal/dashboard"), 503);
    }

    private List<String> names(String query) {
        return json(client.get("/api/portal/events" + query))
                .path("data")
                .path("items")
                .findValuesAsText("name");
    }

    private int event(String name, Map<String, Object> more) {
        Instant begin = Instant.now().plus(3, ChronoUnit.DAYS);
        Map<String, Object> values = new HashMap<>(Map.of(
                "name", name, "date_begin", begin, "date_end", begin.plus(2, ChronoUnit.HOURS), "stage_id", ANNOUNCED));
        values.putAll(more);
        return odoo.create("event.event", values);
    }

    private int attach(String name, String model, int record) {
        return odoo.create(
                "ir.attachment",
                Map.of(
                        "name",
                        name,
                        "res_model",
                        model,
                        "res_id",
                        record,
                        "datas",
                        Base64.getEncoder().encodeToString("<b>content</b>".getBytes(StandardCharsets.UTF_8))));
    }
}
