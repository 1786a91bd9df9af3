package pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import graphql.introspection.Introspection;
import hub.HubTest;
import hub.WithoutVerification;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;

/** First-time setup as the portal had it before the hub: the email address is enough, and its name is shown. */
@WithoutVerification
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
        Introspection.enabledJvmWide(false);
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

    @Test
    void graphiQlComesWholeFromTheHub() {
        // The setting is one for the JVM, and other hubs in it have turned it off.
        Introspection.enabledJvmWide(true);
        List<String> fetched = new CopyOnWriteArrayList<>();
        page.onRequest(request -> fetched.add(request.url()));
        page.navigate("/graphiql");
        Locator editor = page.locator(".graphiql-query-editor .CodeMirror");
        editor.waitFor();
        String who = HubTest.ADMIN + ":" + HubTest.PASSWORD;
        page.locator(".graphiql-editor-tool .CodeMirror")
                .nth(1)
                .evaluate(
                        "(editor, who) => editor.CodeMirror.setValue(JSON.stringify({ Authorization: 'Basic ' + btoa(who) }))",
                        who);
        editor.evaluate("(editor) => editor.CodeMirror.setValue('{ sync_runs { nodes { flow } } }')");
        page.getByLabel(Pattern.compile("Execute query")).click();
        assertThat(page.locator(".result-window")).containsText("\"sync_runs\"");
        assertThat(page.locator(".result-window")).not().containsText("errors");
        // It takes over headers a moment after they were typed; an answer says that it has.
        page.getByLabel("Re-fetch GraphQL schema").click();
        page.getByLabel("Show Documentation Explorer").click();
        assertThat(page.locator(".graphiql-plugin")).containsText("Mutation");
        Browser.fits(page);
        if (Boolean.getBoolean("screenshots")) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/graphiql.png")));
        }
        org.assertj.core.api.Assertions.assertThat(fetched)
                .hasSizeGreaterThan(6)
                .allMatch(url -> url.startsWith("http://127.0.0.1:" + port + "/") || url.startsWith("data:"));
    }

    private void email(String address) {
        page.navigate("/first-time-setup");
        page.getByLabel("Email").fill(address);
        Walk.button(page, "Continue").click();
    }
}
