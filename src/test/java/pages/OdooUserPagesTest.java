package pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import hub.HubTest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import practice.PracticeOdoo;

/** Users of Odoo in a browser: how they sign up, and how they sign in. */
@HubTest
@TestPropertySource(
        properties = {
            "hub.smtp.host=127.0.0.1",
            "hub.smtp.tls=none",
            "hub.smtp.poll=200ms",
            "hub.sign-up.open=everybody",
            "hub.accounts.limits.requests-per-address.requests=0"
        })
class OdooUserPagesTest {
    private static final Mailbox MAIL = new Mailbox();
    private static final int PORTAL = 10;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    PracticeOdoo odoo;

    Browser browser;
    Page page;
    List<Integer> before;
    String email;

    @DynamicPropertySource
    static void mail(DynamicPropertyRegistry settings) {
        settings.add("hub.smtp.port", MAIL::port);
    }

    @BeforeEach
    void somebody() {
        before = odoo.ids("res.users");
        email = "joy" + System.nanoTime() + "@example.com";
        database.sql("TRUNCATE odoo_session, odoo_sign_in, rate_limit").update();
        browser = Browser.open(port);
        page = browser.stranger();
    }

    @AfterEach
    void nobodyStays() {
        if (browser != null) {
            browser.close();
        }
        odoo.ids("res.users").stream().filter(id -> !before.contains(id)).forEach(id -> odoo.unlink("res.users", id));
    }

    @Test
    void aStrangerSignsUpAndComesBack() {
        page.navigate("/login");
        link("Sign in with Odoo").click();
        page.waitForURL("**/login?with=odoo");
        link("Sign up").click();
        page.waitForURL("**/sign-up");
        Browser.obstacles(page);
        page.getByLabel("Email").fill("no address");
        Walk.button(page, "Continue").click();
        assertThat(page.locator("#email-fault")).not().hasText("");
        page.getByLabel("Email").fill(email);
        Walk.button(page, "Continue").click();
        assertThat(page.getByLabel("Six-digit code")).isFocused();
        Browser.lookAround(page, "sign-up");
        String code = MAIL.find(email, "\\b(\\d{6})\\b");
        fillIn(code.equals("111111") ? "222222" : "111111", "Joy Moyo");
        assertThat(page.locator("#code-fault")).not().hasText("");
        assertThat(odoo.ids("res.users")).as("nobody yet").isEqualTo(before);
        fillIn(code, "Joy Moyo");

        page.waitForURL("**/portal");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Joy Moyo");
        int user = odoo.ids("res.users").stream()
                .filter(id -> !before.contains(id))
                .findFirst()
                .orElseThrow();
        assertThat(odoo.record("res.users", user)).containsEntry("login", email).containsEntry("share", true);

        Walk.signOut(page);
        page.navigate("/portal");
        page.waitForURL("**/login?next=%2Fportal");
        page.navigate("/login?with=odoo");
        signIn(email, Walk.PASSWORD);
        page.waitForURL("**/portal");
    }

    @Test
    void aUserOfOdooSignsInWithALoginThatIsNoAddress() {
        int partner = odoo.create("res.partner", Map.of("name", "Sam Ncube"));
        String login = "sam" + partner;
        odoo.create(
                "res.users",
                Map.of(
                        "login",
                        login,
                        "partner_id",
                        partner,
                        "password",
                        Walk.PASSWORD,
                        "group_ids",
                        List.of(List.of(6, 0, List.of(PORTAL)))));
        page.navigate("/login?with=odoo&next=/bookings");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Sign in with Odoo");
        Browser.obstacles(page);
        Walk.button(page, "Sign in").click();
        assertThat(page.locator("#email-fault")).hasText("Enter your login.");
        signIn(login, "not it");
        assertThat(page.getByRole(AriaRole.ALERT)).not().hasText("");
        assertThat(page).hasURL(Pattern.compile(".*/login\\?with=odoo&next=/bookings$"));
        signIn(login, Walk.PASSWORD);
        page.waitForURL("**/bookings");
        assertThat(Walk.region(page, "Rentals")).isVisible();

        assertThat((String) page.evaluate("document.cookie"))
                .as("no script reads the session")
                .doesNotContain("ohs_");
        Walk.signOut(page);
        page.navigate("/bookings");
        page.waitForURL("**/login?next=%2Fbookings");
    }

    private com.microsoft.playwright.Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private void fillIn(String code, String name) {
        page.getByLabel("Six-digit code").fill(code);
        page.getByLabel("Name").fill(name);
        page.getByLabel("New password").fill(Walk.PASSWORD);
        page.getByLabel("Repeat it").fill(Walk.PASSWORD);
        Walk.button(page, "Sign up").click();
    }

    private void signIn(String login, String password) {
        page.getByLabel("Login", new Page.GetByLabelOptions().setExact(true)).fill(login);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        Walk.button(page, "Sign in").click();
    }
}
