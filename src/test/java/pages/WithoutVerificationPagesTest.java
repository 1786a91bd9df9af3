package pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import hub.HubTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import practice.PracticeOdoo;

/** First-time setup as the portal had it before the hub: the email address is enough, and its name is shown. */
@HubTest
@TestPropertySource(
        properties = {
            "hub.setup.verification=none",
            "hub.accounts.bcrypt.cost=4",
            "hub.accounts.limits.requests-per-address.requests=0",
            "hub.accounts.limits.sign-ins-per-account.requests=0"
        })
class WithoutVerificationPagesTest {
    private static final String EMAIL = "jane@example.com";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    PracticeOdoo odoo;

    Browser browser;
    Page page;

    @BeforeEach
    void customer() {
        browser = Browser.open(port);
        page = browser.stranger();
        database.sql("DELETE FROM customers").update();
        database.sql(
                        "INSERT INTO customers (name, email, type, odoo_partner_id) VALUES ('Jane Doe', ?, 'individual', 1)")
                .param(EMAIL)
                .update();
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void whoHasAPasswordAlreadyGoesStraightToSignIn() {
        email(EMAIL);
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Welcome, Jane Doe");
        Walk.setPassword(page, Walk.PASSWORD);
        Walk.signOut(page);

        email(EMAIL);
        page.waitForURL("**/login");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("You have set a password already. Sign in with it.");
        assertThat(page.getByLabel("Email")).hasValue(EMAIL);
        Walk.signIn(page, EMAIL, Walk.PASSWORD);
        Walk.dashboard(page);
    }

    @Test
    void anAddressThatIsNobodysIsSaidToBe() {
        email("nobody@example.com");
        assertThat(page.getByLabel("Email")).isFocused();
        assertThat(page.locator("#email-fault")).not().isEmpty();
    }

    private void email(String address) {
        page.navigate("/first-time-setup");
        page.getByLabel("Email").fill(address);
        Walk.button(page, "Continue").click();
    }
}
