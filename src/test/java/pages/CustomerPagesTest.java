package pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import gateway.dashboard.DashboardCache;
import hub.HubTest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import practice.PracticeOdoo;

/** The pages of customers in a browser, with mail as a customer gets it. */
@HubTest
@TestPropertySource(
        properties = {
            "hub.smtp.host=127.0.0.1",
            "hub.smtp.tls=none",
            "hub.smtp.poll=200ms",
            "hub.accounts.bcrypt.cost=4",
            "hub.accounts.limits.requests-per-address.requests=0"
        })
class CustomerPagesTest {
    private static final Mailbox MAIL = new Mailbox();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    PracticeOdoo odoo;

    @Autowired
    DashboardCache cache;

    Browser browser;
    Page page;
    int partner;
    String email;

    @DynamicPropertySource
    static void mail(DynamicPropertyRegistry settings) {
        settings.add("hub.smtp.port", MAIL::port);
    }

    @BeforeEach
    void customer() {
        browser = Browser.open(port);
        page = browser.stranger();
        partner = odoo.create("res.partner", Map.of("name", "Acme Corporation", "is_company", true));
        email = "acme" + partner + "@example.com";
        database.sql("INSERT INTO customers (name, email, phone, type, odoo_partner_id)"
                        + " VALUES ('Acme Corporation', ?, '+263 77 123 4567', 'company', ?)")
                .params(email, partner)
                .update();
    }

    @AfterEach
    void close() {
        odoo.up();
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void fromAnEmailAddressToTheDashboardAndBackAgain() {
        documents();
        page.navigate("/login");
        Browser.lookAround(page, "login");
        Walk.askForCode(page, email);
        page.getByLabel("Six-digit code").fill(MAIL.find(email, "\\b(\\d{6})\\b"));
        page.getByLabel("New password").fill("password");
        assertThat(page.locator("#strength-text")).containsText("Very easy to guess");
        page.getByLabel("New password").fill("seven quiet herons");
        assertThat(page.locator("#strength-text")).containsText(Pattern.compile("^(Good|Very good)"));
        Browser.lookAround(page, "first-time-setup");
        Walk.setPassword(page, Walk.PASSWORD);

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("Acme Corporation");
        assertThat(Walk.region(page, "Orders")).containsText("S00034");
        assertThat(Walk.region(page, "Services")).containsText("Fibre 100");
        assertThat(Walk.region(page, "Billing")).containsText("INV/2026/00007");
        assertThat(Walk.region(page, "Arrears")).containsText("INV/2026/00004");
        assertThat(Walk.region(page, "Tickets")).containsText("Line is down");
        Browser.lookAround(page, "dashboard");

        Walk.signOut(page);
        page.navigate("/dashboard");
        page.waitForURL("**/login?next=/dashboard");
        Walk.signIn(page, email, Walk.PASSWORD);
        Walk.dashboard(page);
        assertThat(Walk.region(page, "Orders")).containsText("S00034");
    }

    @Test
    void theSessionIsInACookieThatScriptsCannotReadAndRememberMeKeepsIt() {
        setUp();
        assertThat(session().httpOnly).isTrue();
        assertThat(session().expires).isEqualTo(-1.0);
        assertThat((String) page.evaluate("document.cookie + JSON.stringify({...localStorage, ...sessionStorage})"))
                .doesNotContain(session().value, Walk.PASSWORD);
        Walk.signOut(page);
        page.getByLabel("Remember me on this device").check();
        Walk.signIn(page, email, Walk.PASSWORD);
        Walk.dashboard(page);
        assertThat(session().expires).isGreaterThan(System.currentTimeMillis() / 1000.0 + 86_400);
    }

    @Test
    void theLinkInTheMailLeadsToThePasswordAndLeavesNoTraceOfItsToken() {
        Walk.askForCode(page, email);
        String fragment = MAIL.find(email, "(/first-time-setup#token=\\S+)");
        page = browser.stranger();
        page.navigate(fragment);
        assertThat(page.getByLabel("New password")).isFocused();
        assertThat(page.url()).endsWith("/first-time-setup");
        assertThat(page.getByLabel("Six-digit code")).isHidden();
        Walk.setPassword(page, Walk.PASSWORD);
    }

    @Test
    void aForgottenPasswordIsReplacedByWayOfTheMail() {
        setUp();
        Walk.signOut(page);
        MAIL.empty();
        page.getByText("Forgot password?").click();
        page.getByLabel("Email").fill(email);
        Browser.lookAround(page, "forgot-password");
        Walk.button(page, "Send the link").click();
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Look into your mail");
        Browser.obstacles(page);
        Browser.fits(page);
        page.navigate(MAIL.find(email, "(/first-time-setup#token=\\S+)"));
        Walk.setPassword(page, "eight loud herons 6");
    }

    @Test
    void whatIsWrongIsSaidBesideTheFieldAndReadOut() {
        page.navigate("/login");
        Walk.button(page, "Sign in").click();
        assertThat(page.getByLabel("Email")).isFocused();
        assertThat(page.getByLabel("Email")).hasAttribute("aria-invalid", "true");
        assertThat(page.getByLabel("Email")).hasAccessibleDescription("Enter your email address.");
        assertThat(page.locator("#password")).hasAccessibleDescription("Enter your password.");
        Walk.signIn(page, email, "not the password");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("The email address or the password is not right.");
        assertThat(page.locator("#password")).isFocused();
        assertThat(page.locator("#email-fault")).isEmpty();
    }

    @Test
    void aWrongCodeAndPoorPasswordsAreRefusedInPlace() {
        Walk.askForCode(page, email);
        String code = MAIL.find(email, "\\b(\\d{6})\\b");
        Walk.button(page, "Set password and sign in").click();
        assertThat(page.getByLabel("Six-digit code")).hasAccessibleDescription(Pattern.compile("six digits"));
        page.getByLabel("Six-digit code").fill(code.equals("000000") ? "000001" : "000000");
        page.getByLabel("New password").fill("password1");
        page.getByLabel("Repeat it").fill("password2");
        Walk.button(page, "Set password and sign in").click();
        assertThat(page.getByLabel("Repeat it")).hasAccessibleDescription("The two passwords differ.");
        page.getByLabel("Repeat it").fill("password1");
        Walk.button(page, "Set password and sign in").click();
        assertThat(page.locator("#password-fault")).not().isEmpty();
        page.getByLabel("New password").fill(Walk.PASSWORD);
        page.getByLabel("Repeat it").fill(Walk.PASSWORD);
        Walk.button(page, "Set password and sign in").click();
        assertThat(page.locator("#code-fault")).not().isEmpty();
        assertThat(page.getByLabel("Six-digit code")).isFocused();
        page.getByLabel("Six-digit code").fill(code);
        Walk.setPassword(page, Walk.PASSWORD);
    }

    @Test
    void aKeyboardIsEnough() {
        setUp();
        Walk.signOut(page);
        assertThat(page.getByLabel("Email")).isFocused();
        page.keyboard().type(email);
        page.keyboard().press("Tab");
        page.keyboard().type(Walk.PASSWORD);
        page.keyboard().press("Tab");
        assertThat(page.getByLabel("Show the password")).isFocused();
        page.keyboard().press("Space");
        assertThat(page.locator("#password")).hasAttribute("type", "text");
        page.keyboard().press("Tab");
        page.keyboard().press("Space");
        assertThat(page.getByLabel("Remember me on this device")).isChecked();
        page.keyboard().press("Enter");
        Walk.dashboard(page);
        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to your account")).isFocused();
        page.keyboard().press("Tab");
        assertThat(Walk.button(page, "Sign out")).isFocused();
        page.keyboard().press("Enter");
        page.waitForURL("**/login");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example/dashboard",
                "/\\evil.example",
                "/%09/evil.example",
                "javascript:alert(1)",
                "/dashboard/../ops",
                "/api/auth/me"
            })
    void afterSigningInNobodyEndsUpSomewhereElse(String next) {
        setUp();
        Walk.signOut(page);
        page.navigate("/login?next=" + java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8));
        Walk.signIn(page, email, Walk.PASSWORD);
        Walk.dashboard(page);
        assertThat(page.url()).isEqualTo("http://127.0.0.1:" + port + "/dashboard");
    }

    @Test
    void withOdooAwayTheDashboardSaysFromWhenItIs() {
        documents();
        setUp();
        assertThat(page.locator("#old")).isHidden();
        cache.clear();
        odoo.down();
        page.reload();
        Walk.dashboard(page);
        assertThat(page.locator("#old")).containsText("cannot be reached right now. This is what we knew on");
        assertThat(Walk.region(page, "Orders")).containsText("S00034");
        Browser.fits(page);
    }

    @Test
    void whoIsSignedInIsNotAskedAgainAndTextsFromOdooAreText() {
        odoo.create(
                "sale.order", Map.of("name", "<img src=x onerror=alert(1)>", "partner_id", partner, "state", "sale"));
        setUp();
        assertThat(Walk.region(page, "Orders")).containsText("<img src=x onerror=alert(1)>");
        page.navigate("/login");
        Walk.dashboard(page);
    }

    @Test
    void aPhoneInTheDarkIsGoodEnough() {
        page = browser.stranger(Browser.NARROW, ColorScheme.DARK);
        setUp();
        Browser.fits(page);
        assertThat(Walk.region(page, "Orders")).containsText("No orders yet.");
    }

    private void setUp() {
        Walk.askForCode(page, email);
        page.getByLabel("Six-digit code").fill(MAIL.find(email, "\\b(\\d{6})\\b"));
        Walk.setPassword(page, Walk.PASSWORD);
    }

    private com.microsoft.playwright.options.Cookie session() {
        return page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("HUB_CUSTOMER"))
                .findFirst()
                .orElseThrow();
    }

    private void documents() {
        int order = create("sale.order", "S00034", Map.of("state", "sale", "amount_total", 1176));
        create("sale.order", "S00035", Map.of("state", "sent", "amount_total", 240));
        for (String name : new String[] {"Fibre 100", "Static address"}) {
            int product = odoo.create("product.product", Map.of("name", name, "type", "service"));
            odoo.create(
                    "sale.order.line",
                    Map.of("name", name, "order_id", order, "product_id", product, "price_unit", 588));
        }
        invoice("INV/2026/00004", -20, 98, "not_paid");
        invoice("INV/2026/00007", 10, 98, "partial");
        invoice("INV/2026/00001", -80, 0, "paid");
        int project = odoo.create("project.project", Map.of("name", "Support"));
        int stage = odoo.create("project.task.type", Map.of("name", "In progress"));
        create("project.task", "Line is down", Map.of("project_id", project, "stage_id", stage));
        create("project.task", "Router replaced", Map.of("project_id", project, "state", "1_done"));
    }

    private void invoice(String name, int due, int open, String state) {
        LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(due);
        int id = create("account.move", name, Map.of("move_type", "out_invoice", "state", "posted"));
        odoo.write("account.move", id, Map.of("payment_state", state, "amount_total", 196, "amount_residual", open));
        odoo.write(
                "account.move",
                id,
                Map.of("invoice_date", day.minusDays(14).toString(), "invoice_date_due", day.toString()));
    }

    private int create(String model, String name, Map<String, Object> more) {
        int id = odoo.create(model, Map.of("name", name, "partner_id", partner));
        odoo.write(model, id, more);
        return id;
    }
}
