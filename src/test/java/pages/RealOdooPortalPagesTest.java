package pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import gateway.dashboard.DashboardCache;
import hub.HubTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import odoo.OdooComponent;
import odoo.OdooConnections;
import odoo.RealOdoo;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import realtime.Installation;
import realtime.Installation.Request;
import routes.FlowRunner;
import sync.RunMode;
import sync.RunTrigger;

/** Events of the Odoo that ODOO_URL names in a browser: a registration is found there, and what is typed there is seen here. */
@HubTest
@Tag("real-odoo")
@TestPropertySource(properties = "hub.flows.events.enabled=true")
class RealOdooPortalPagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter ODOO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    @LocalServerPort
    int port;

    @Autowired
    CamelContext camel;

    @Autowired
    ProducerTemplate template;

    @Autowired
    OdooConnections connections;

    @Autowired
    DashboardCache cache;

    @Autowired
    JdbcClient database;

    @Autowired
    FlowRunner runner;

    @Autowired
    Installation installation;

    Browser browser;
    String name;
    long event;

    @BeforeEach
    void anEvent() throws IOException {
        RealOdoo.connect(camel);
        cache.clear();
        database.sql("TRUNCATE rate_limit").update();
        name = "Portal test " + System.nanoTime();
        long stage = search("event.stage", "[[\"name\",\"=\",\"Announced\"]]");
        Instant begin = Instant.now().plus(2, ChronoUnit.DAYS);
        JsonNode made = JSON.readTree(template.requestBody(
                "odoo:event.event/create",
                Map.of(
                        "name",
                        name,
                        "date_begin",
                        ODOO.format(begin),
                        "date_end",
                        ODOO.format(begin.plus(3, ChronoUnit.HOURS)),
                        "stage_id",
                        stage,
                        "seats_limited",
                        true,
                        "seats_max",
                        5),
                byte[].class));
        event = made.isArray() ? made.path(0).asLong() : made.asLong();
        browser = Browser.open(port);
    }

    @AfterEach
    void clean() {
        if (browser != null) {
            browser.close();
        }
        long registration = search("event.registration", "[[\"event_id\",\"=\"," + event + "]]");
        if (registration != 0) {
            template.requestBodyAndHeader(
                    "odoo:event.registration/unlink", null, "CamelOdooIds", List.of(registration));
        }
        template.requestBodyAndHeader("odoo:event.event/unlink", null, "CamelOdooIds", List.of(event));
        installation.remove("default", List.of());
        camel.getComponent("odoo", OdooComponent.class).setConnections(connections);
    }

    @Test
    void aRegistrationIsFoundInOdooAndAChangeThereIsSeenWithoutReload() throws IOException {
        Page page = browser.stranger();
        page.navigate("/events");
        page.getByLabel("Search").fill(name);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).click();
        assertThat(page.locator("#seats")).hasText("5 seats left");
        page.getByLabel("Name").fill("Portal Test");
        page.getByLabel("Email").fill("portal-test@example.com");
        Walk.button(page, "Register").click();
        assertThat(page.locator("#registration-heading")).hasText("You are registered");
        assertThat(page.locator("#seats")).hasText("4 seats left");
        JsonNode registration = JSON.readTree(template.requestBodyAndHeader(
                        "odoo:event.registration/search_read?fields=name,email,event_id,state",
                        null,
                        "CamelOdooDomain",
                        "[[\"event_id\",\"=\"," + event + "]]",
                        byte[].class))
                .path(0);
        assertThat(registration.path("name").asText()).isEqualTo("Portal Test");
        assertThat(registration.path("email").asText()).isEqualTo("portal-test@example.com");
        assertThat(registration.path("event_id").path(0).asLong()).isEqualTo(event);

        runner.run("events", RunMode.FULL, RunTrigger.COMMAND);
        installation.install(new Request("default", false, List.of("event.event"), "http://127.0.0.1:" + port));
        // Until all that the installation itself has read again is there.
        template.sendBody("seda:hints-wake?size=1&discardWhenFull=true", null);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(database.sql("SELECT count(*) FROM change_hint")
                                .query(Long.class)
                                .single())
                        .isZero());
        page.waitForResponse("**/api/portal/changes?of=events", page::reload);
        assertThat(page.locator("#seats")).hasText("4 seats left");
        page.evaluate("window.stayed = true");
        template.requestBodyAndHeader(
                "odoo:event.event/write", Map.of("name", name + " moved"), "CamelOdooIds", List.of(event));
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(name + " moved", new LocatorAssertions.HasTextOptions().setTimeout(3_000));
        assertThat(page.evaluate("window.stayed")).isEqualTo(true);
    }

    private long search(String model, String domain) {
        try {
            return JSON.readTree(template.requestBodyAndHeader(
                            "odoo:" + model + "/search?limit=1", null, "CamelOdooDomain", domain, byte[].class))
                    .path(0)
                    .asLong();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
