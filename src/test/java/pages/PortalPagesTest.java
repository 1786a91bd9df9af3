package pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import gateway.dashboard.DashboardCache;
import hub.HubTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.context.TestPropertySource;
import practice.PracticeOdoo;
import realtime.Installation;
import realtime.Installation.Request;
import routes.FlowRunner;
import sync.RunMode;
import sync.RunTrigger;

/** Events and the client's own in a browser. */
@HubTest
@TestPropertySource(properties = {"hub.flows.tasks.enabled=true", "hub.flows.meetings.enabled=true"})
class PortalPagesTest {
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
    FlowRunner runner;

    @Autowired
    Installation installation;

    Browser browser;
    Page page;
    int recall;

    @BeforeEach
    void events() {
        browser = Browser.open(port);
        page = browser.stranger();
        cache.clear();
        database.sql("TRUNCATE rate_limit").update();
        int activity = odoo.create("event.tag.category", Map.of("name", "Kind"));
        int puppies = odoo.create("event.tag", Map.of("name", "Puppies", "category_id", activity));
        int hall = odoo.create("res.partner", Map.of("name", "Training hall, Harare"));
        recall = event(
                "Recall for beginners",
                3,
                Map.of(
                        "seats_limited",
                        true,
                        "seats_max",
                        8,
                        "address_id",
                        hall,
                        "tag_ids",
                        List.of(puppies),
                        "description",
                        "<p>Your dog comes when it is called.</p><p>Bring a long lead and something that it likes to"
                                + " eat.</p>"));
        event("Agility, first course", 9, Map.of("address_id", hall));
        event("First aid for dogs", 21, Map.of("seats_limited", true, "seats_max", 30));
        event("Not announced yet", 30, Map.of("stage_id", 1));
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
        for (String model : List.of("event.registration", "event.event", "ir.attachment", "calendar.event")) {
            odoo.unlink(
                    model, odoo.ids(model).stream().mapToInt(Integer::intValue).toArray());
        }
    }

    @Test
    void aStrangerFindsAnEventRegistersAndSeesWhatChanges() {
        page.navigate("/events");
        assertThat(page.getByRole(AriaRole.ARTICLE)).hasCount(3);
        assertThat(page.getByText("Not announced yet")).hasCount(0);
        Browser.lookAround(page, "events");
        page.getByLabel("Category").selectOption("Puppies");
        assertThat(page.getByRole(AriaRole.ARTICLE)).hasCount(1);
        page.getByLabel("Category").selectOption("");
        page.getByLabel("Search").fill("called");
        assertThat(page).hasURL(Pattern.compile(".*/events\\?q=called$"));
        assertThat(page.locator("#found")).hasText("One event");
        page.getByText("Recall for beginners").click();
        page.waitForURL("**/events/" + recall);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Recall for beginners");
        assertThat(page.locator("#seats")).hasText("8 seats left");

        Walk.button(page, "Register").click();
        assertThat(page.getByLabel("Name")).isFocused();
        Browser.lookAround(page, "event");
        page.getByLabel("Name").fill("Joy Moyo");
        page.getByLabel("Email").fill("joy@example.com");
        page.getByLabel("Phone").fill("+263 77 123 4567");
        Walk.button(page, "Register").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(2)))
                .hasText("You are registered");
        assertThat(odoo.record(
                        "event.registration", odoo.ids("event.registration").get(0)))
                .containsEntry("event_id", recall)
                .containsEntry("name", "Joy Moyo")
                .containsEntry("email", "joy@example.com")
                .containsEntry("phone", "+263 77 123 4567");
        assertThat(page.locator("#seats")).hasText("7 seats left");

        odoo.write("event.event", recall, Map.of("name", "Recall, moved to Saturday"));
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Recall, moved to Saturday");
    }

    @Test
    void aClientSeesWhatIsTheirs() {
        int partner = odoo.create("res.partner", Map.of("name", "Joy Moyo", "email", "joy@example.com"));
        String email = client(partner);
        belongings(partner);
        page.navigate("/portal");
        page.waitForURL("**/login?next=%2Fportal");
        Walk.signIn(page, email, Walk.PASSWORD);
        page.waitForURL("**/portal");
        assertThat(page.locator("main")).hasAttribute("aria-busy", "false");
        assertThat(Walk.region(page, "Tasks")).containsText("Loose-lead walking");
        assertThat(Walk.region(page, "Events")).containsText("Recall for beginners");
        assertThat(Walk.region(page, "Meetings")).containsText("First lesson");
        assertThat(Walk.region(page, "Rentals")).containsText("S00012");
        assertThat(Walk.region(page, "Documents")).containsText("Training plan.pdf");
        Browser.lookAround(page, "portal");
        var document = page.request().get(page.getByText("Training plan.pdf").getAttribute("href"));
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.text()).isEqualTo("%PDF-1.4");
        assertThat(document.headers()).containsEntry("content-type", "application/pdf");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Bookings"))
                .click();
        page.waitForURL("**/bookings");
        assertThat(Walk.region(page, "Coming events")).containsText("Recall for beginners");
        Browser.lookAround(page, "bookings");
        Walk.signOut(page);
        page.navigate("/bookings");
        page.waitForURL("**/login?next=%2Fbookings");
    }

    @Test
    void aClientsPagesShowWhatOdooTellsOfWithoutReload() {
        int partner = odoo.create("res.partner", Map.of("name", "Joy Moyo", "is_company", true));
        int person = odoo.create("res.partner", Map.of("name", "Tino Moyo", "parent_id", partner));
        String email = client(partner);
        belongings(partner);
        for (String flow : List.of("partners", "tasks", "meetings")) {
            runner.run(flow, RunMode.FULL, RunTrigger.COMMAND);
        }
        List<String> models = List.of("project.task", "calendar.event");
        installation.install(new Request("default", false, models, "http://127.0.0.1:" + port));
        try {
            page.navigate("/portal");
            page.waitForURL("**/login?next=%2Fportal");
            page.waitForResponse("**/api/portal/changes?of=mine", () -> Walk.signIn(page, email, Walk.PASSWORD));
            assertThat(Walk.region(page, "Tasks")).containsText("Loose-lead walking");
            page.evaluate("window.stayed = true");
            int task = odoo.ids("project.task").get(odoo.count("project.task") - 1);
            odoo.write("project.task", task, Map.of("name", "Loose-lead walking in town"));
            soon(Walk.region(page, "Tasks"), "Loose-lead walking in town");
            Object project = odoo.record("project.task", task).get("project_id");
            odoo.create("project.task", Map.of("name", "Meet a cat", "project_id", project, "partner_id", person));
            soon(Walk.region(page, "Tasks"), "Meet a cat");
            assertThat(page.evaluate("window.stayed")).isEqualTo(true);

            page.waitForResponse("**/api/portal/changes?of=mine", () -> page.navigate("/bookings"));
            assertThat(Walk.region(page, "Coming meetings")).containsText("First lesson");
            page.evaluate("window.stayed = true");
            int meeting = odoo.ids("calendar.event").get(odoo.count("calendar.event") - 1);
            odoo.write("calendar.event", meeting, Map.of("name", "First lesson, in the park"));
            soon(Walk.region(page, "Coming meetings"), "First lesson, in the park");

            // Whoever looks away holds no connection, and hears again when the page is back in front.
            visible(false);
            page.waitForResponse("**/api/portal/changes?of=mine", () -> visible(true));
            odoo.write("calendar.event", meeting, Map.of("name", "First lesson, at the lake"));
            soon(Walk.region(page, "Coming meetings"), "First lesson, at the lake");
            assertThat(page.evaluate("window.stayed")).isEqualTo(true);
        } finally {
            installation.remove("default", List.of());
        }
    }

    private void visible(boolean is) {
        page.evaluate(
                "(state) => { Object.defineProperty(document, 'visibilityState', {value: state, configurable: true});"
                        + " document.dispatchEvent(new Event('visibilitychange')); }",
                is ? "visible" : "hidden");
    }

    /** Long before the page looks by itself. */
    private static void soon(Locator where, String text) {
        assertThat(where).containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(8_000));
    }

    /** A customer who is that partner, with a password. */
    private String client(int partner) {
        String email = "joy" + partner + "@example.com";
        database.sql("INSERT INTO customers (name, email, phone, type, odoo_partner_id, password, email_verified_at)"
                        + " VALUES ('Joy Moyo', ?, '+263 77 123 4567', 'individual', ?, ?, now())")
                .params(email, partner, new BCryptPasswordEncoder(4).encode(Walk.PASSWORD))
                .update();
        return email;
    }

    private void belongings(int partner) {
        int project = odoo.create("project.project", Map.of("name", "Puppy course", "privacy_visibility", "portal"));
        for (String task : List.of("House training", "Loose-lead walking")) {
            odoo.create("project.task", Map.of("name", task, "project_id", project, "partner_id", partner));
        }
        odoo.create("event.registration", Map.of("event_id", recall, "partner_id", partner, "name", "Joy Moyo"));
        Instant lesson = Instant.now().plus(5, ChronoUnit.DAYS);
        odoo.create(
                "calendar.event",
                Map.of(
                        "name",
                        "First lesson",
                        "start",
                        lesson,
                        "stop",
                        lesson.plus(1, ChronoUnit.HOURS),
                        "partner_ids",
                        List.of(partner)));
        int order = odoo.create(
                "sale.order",
                Map.of(
                        "name",
                        "S00012",
                        "partner_id",
                        partner,
                        "state",
                        "sale",
                        "origin",
                        "rental 2027-01-08 08:00:00 / 2027-01-15 16:00:00"));
        odoo.create(
                "ir.attachment",
                Map.of(
                        "name",
                        "Training plan.pdf",
                        "res_model",
                        "sale.order",
                        "res_id",
                        order,
                        "datas",
                        Base64.getEncoder().encodeToString("%PDF-1.4".getBytes(StandardCharsets.UTF_8))));
    }

    private int event(String name, int days, Map<String, Object> more) {
        Instant begin = Instant.now().plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
        Map<String, Object> values = new HashMap<>(Map.of(
                "name", name, "date_begin", begin, "date_end", begin.plus(2, ChronoUnit.HOURS), "stage_id", ANNOUNCED));
        values.putAll(more);
        return odoo.create("event.event", values);
    }
}
