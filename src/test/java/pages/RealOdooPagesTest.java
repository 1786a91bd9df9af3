package pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import hub.HubTest;
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
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import routes.FlowRunner;
import sync.RunMode;
import sync.RunTrigger;

/** The walk of a customer whom a pull has brought from the Odoo that ODOO_URL names. */
@HubTest
@Tag("real-odoo")
@TestPropertySource(properties = {"hub.smtp.host=127.0.0.1", "hub.smtp.tls=none", "hub.smtp.poll=200ms"})
class RealOdooPagesTest {
    private static final Mailbox MAIL = new Mailbox();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    FlowRunner runner;

    @Autowired
    CamelContext camel;

    @Autowired
    ProducerTemplate template;

    Browser browser;

    @DynamicPropertySource
    static void mail(DynamicPropertyRegistry settings) {
        settings.add("hub.smtp.port", MAIL::port);
    }

    @BeforeEach
    void connect() {
        RealOdoo.connect(camel);
        browser = Browser.open(port);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void fromAPullToTheDashboardAndBackAgain() {
        runner.run("customers", RunMode.FULL, RunTrigger.REST);
        String order = template.requestBody(
                "odoo:sale.order/search_read?fields=partner_id&domain="
                        + "RAW([[\"state\",\"=\",\"sale\"],[\"partner_id.parent_id\",\"=\",false],"
                        + "[\"partner_id.email\",\"!=\",false]])&order=id desc&limit=1&load=",
                "",
                String.class);
        long partner = Long.parseLong(order.replaceAll(".*\"partner_id\": ?(\\d+).*", "$1"));
        String email = database.sql("SELECT email FROM customers WHERE odoo_partner_id = ?")
                .param(partner)
                .query(String.class)
                .single();
        Page page = browser.stranger();
        Walk.askForCode(page, email);
        page.getByLabel("Six-digit code").fill(MAIL.find(email, "\\b(\\d{6})\\b"));
        Walk.setPassword(page, Walk.PASSWORD);
        assertThat(page.locator("#old")).isHidden();
        assertThat(Walk.region(page, "Orders").getByRole(AriaRole.LISTITEM).first())
                .containsText("S0");
        assertThat(Walk.region(page, "Orders").textContent()).contains("Confirmed");
        Browser.fits(page);
        Walk.signOut(page);
        Walk.signIn(page, email, Walk.PASSWORD);
        Walk.dashboard(page);
    }
}
