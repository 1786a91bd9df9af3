package pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import hub.HubTest;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;

/** The page of operators in a browser. */
@HubTest
class OpsPageTest {
    @LocalServerPort
    int port;

    @Autowired
    PracticeOdoo odoo;

    @Autowired
    JdbcClient database;

    Browser browser;
    Page page;

    @BeforeEach
    void open() {
        database.sql("TRUNCATE attendance, outbox, outbox_audit, persons CASCADE")
                .update();
        browser = Browser.open(port);
        page = browser.stranger();
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void anOperatorRunsAFlowSeesItsRejectsAndSignsOut() {
        int first = odoo.create("res.partner", Map.of("name", "First", "email", "same@example.com"));
        int second = odoo.create("res.partner", Map.of("name", "Second", "email", "Same@Example.com"));
        for (int i = 0; i < 12; i++) {
            database.sql("INSERT INTO sync_run (flow, mode, trigger, status, started_at, finished_at, read)"
                            + " VALUES ('customers', 'incremental', 'schedule', :status, now() - make_interval(days => :i),"
                            + " now() - make_interval(days => :i, secs => -4), :read)")
                    .param("status", i == 3 ? "failed" : "succeeded")
                    .param("i", 12 - i)
                    .param("read", 20 + (i * 37) % 90)
                    .update();
        }
        page.navigate("/ops");
        page.getByLabel("User").fill(HubTest.ADMIN);
        page.getByLabel("Password").fill("guess");
        Walk.button(page, "Sign in").click();
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("This user and password do not match.");
        page.getByLabel("User").fill(HubTest.ADMIN);
        page.getByLabel("Password").fill(HubTest.PASSWORD);
        Walk.button(page, "Sign in").click();
        page.waitForURL(Pattern.compile("/ops(\\?continue)?$"));

        Locator customers = page.locator("[data-flow=customers]");
        assertThat(customers.getByRole(AriaRole.IMG))
                .hasAttribute("aria-label", Pattern.compile("Last 12 runs.*1 failed"));
        assertThat(customers.locator("svg .failed")).hasCount(1);
        customers.getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText(Pattern.compile("customers"));
        assertThat(customers.locator(".badge")).hasText("Succeeded");
        assertThat(customers.getByRole(AriaRole.IMG)).hasAttribute("aria-label", Pattern.compile("Last 13 runs"));

        customers.getByText("1 open reject").click();
        assertThat(customers.getByRole(AriaRole.ROW)).hasCount(2);
        Locator link = customers
                .getByRole(AriaRole.ROW)
                .last()
                .getByRole(AriaRole.LINK)
                .first();
        assertThat(link.getAttribute("href")).isIn(record(first), record(second));
        Browser.lookAround(page, "ops");

        Walk.button(page, "Sign out").click();
        page.waitForURL("**/ops/login?left");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("You are signed out.");
    }

    @Test
    void aPausedScheduleIsSaidToBePaused() {
        database.sql("INSERT INTO sync_flow (flow, paused) VALUES ('states', true)"
                        + " ON CONFLICT (flow, connection) DO UPDATE SET paused = true")
                .update();
        page.navigate("/ops");
        page.getByLabel("User").fill(HubTest.ADMIN);
        page.getByLabel("Password").fill(HubTest.PASSWORD);
        Walk.button(page, "Sign in").click();
        assertThat(page.locator("[data-flow=states]").getByText("Schedule paused"))
                .isVisible();
        assertThat(page.locator("[data-flow=countries]").getByText("Schedule paused"))
                .isHidden();
    }

    @Test
    void anOperatorSeesDeadLettersWithCauseAndRemedyAndReplaysOne() {
        database.sql("INSERT INTO persons (person_id, name, odoo_employee_id) VALUES ('EMP001', 'Ada Adair', 1)")
                .update();
        long dead = attendance("EMP001", 1, "dead");
        attendance("EMP009", null, "dead");
        attendance("EMP001", 1, "waiting");
        database.sql(
                        "INSERT INTO attendance (person_id, lane, check_in, at, source, odoo_id, pushed_at)"
                                + " VALUES ('EMP007', 7, now() - interval '3 days', now() - interval '3 days', 'rest', 77, now())")
                .update();
        page.navigate("/ops");
        page.getByLabel("User").fill(HubTest.ADMIN);
        page.getByLabel("Password").fill(HubTest.PASSWORD);
        Walk.button(page, "Sign in").click();
        page.waitForURL(Pattern.compile("/ops(\\?continue)?$"));
        Locator panel = page.locator("#attendance-panel");
        assertThat(panel.locator("dl")).hasText("Waiting1Pushed today1Dead letters2");
        Locator letter = panel.locator("[data-letter='" + dead + "']");
        assertThat(letter).containsText("Ada Adair (EMP001)");
        assertThat(letter).containsText("It overlaps another attendance.");
        assertThat(letter).containsText("Correct one of them, then replay.");
        Browser.lookAround(page, "ops-attendance");

        letter.getByRole(AriaRole.BUTTON).focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#said")).containsText("waiting again");
        assertThat(panel.locator("dl")).hasText("Waiting2Pushed today1Dead letters1");
        assertThat(letter).hasCount(0);
        assertThat(page.locator("#attendance-heading")).isFocused();
        assertThat(database.sql("SELECT status FROM outbox WHERE id = :id")
                        .param("id", dead)
                        .query(String.class)
                        .single())
                .isEqualTo("waiting");
    }

    @Test
    void anOperatorReplaysAllLettersOfACauseAtOnce() {
        attendance("EMP001", null, "dead");
        attendance("EMP002", null, "dead");
        attendance("EMP003", null, "dead");
        database.sql("UPDATE outbox SET cause = 'access' WHERE id = (SELECT max(id) FROM outbox)")
                .update();
        page.navigate("/ops");
        page.getByLabel("User").fill(HubTest.ADMIN);
        page.getByLabel("Password").fill(HubTest.PASSWORD);
        Walk.button(page, "Sign in").click();
        Locator panel = page.locator("#attendance-panel");
        assertThat(panel.getByRole(AriaRole.GROUP).getByRole(AriaRole.BUTTON))
                .hasText(new String[] {"Replay all overlapping (2)", "Replay all access (1)"});
        Walk.button(page, "Replay all overlapping (2)").click();
        assertThat(page.locator("#said")).hasText("2 dead letters are pushed again.");
        assertThat(panel.locator("dl")).hasText("Waiting2Pushed today0Dead letters1");
        assertThat(page.locator("#attendance-heading")).isFocused();
        assertThat(panel.getByRole(AriaRole.GROUP).getByRole(AriaRole.BUTTON)).hasText("Replay all access (1)");
        assertThat(database.sql("SELECT status || ' ' || coalesce(cause, '') FROM outbox ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly("waiting ", "waiting ", "dead access");
        assertThat(database.sql("SELECT act || ' ' || actor FROM outbox_audit")
                        .query(String.class)
                        .list())
                .containsExactly("replayed admin", "replayed admin");
    }

    private long attendance(String person, Integer known, String status) {
        return database.sql(
                        "WITH stay AS (INSERT INTO attendance (person_id, person, lane, check_in, check_out, at, source)"
                                + " VALUES (:person, CASE WHEN :known::int IS NOT NULL THEN (SELECT id FROM persons LIMIT 1) END,"
                                + " hashtext(:person || :status), now() - interval '9 hours', now() - interval '1 hour', now(), 'rest')"
                                + " RETURNING id, lane)"
                                + " INSERT INTO outbox (flow, subject, lane, position, status, cause, detail, remedy, dead_at)"
                                + " SELECT 'attendance', id, lane, 1, :status, 'overlapping', 'It overlaps another attendance.',"
                                + " 'Correct one of them, then replay.', CASE WHEN :status = 'dead' THEN now() END FROM stay"
                                + " RETURNING id")
                .param("person", person)
                .param("known", known)
                .param("status", status)
                .query(Long.class)
                .single();
    }

    private String record(int id) {
        return odoo.url() + "/web#id=" + id + "&model=res.partner&view_type=form";
    }
}
