package changes.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import hub.HubTest;
import hub.TestDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Webhooks that settings name: who registers for an event is told of at {@code EVENT_LEAD_WEBHOOK}, the rest as settings say. */
@HubTest
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class WebhooksBySettingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LEAD_SECRET = WebhookSecret.written(WebhookSecret.random());
    private static final String SHOP_SECRET = WebhookSecret.written(WebhookSecret.random());
    private static final Receiver LEADS = receiver();
    private static final Receiver SHOP = receiver();

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestDatabase database;

    @Autowired
    WebhooksAtStart atStart;

    @Autowired
    WebhookPush push;

    /** As little of the hub as reads these settings. */
    @EnableConfigurationProperties(WebhookProperties.class)
    @Import(WebhookKeys.class)
    static class Little {}

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("EVENT_LEAD_WEBHOOK", LEADS::url);
        settings.add("EVENT_LEAD_WEBHOOK_SECRET", () -> LEAD_SECRET);
        settings.add("hub.webhooks.endpoints.shop.url", SHOP::url);
        settings.add("hub.webhooks.endpoints.shop.models", () -> "event.registration,product.product");
        settings.add("hub.webhooks.endpoints.shop.secret", () -> SHOP_SECRET);
    }

    @BeforeEach
    void asAfterTheStart() {
        database.clean();
        LEADS.calls().clear();
        SHOP.calls().clear();
        atStart.write();
        pushAll();
    }

    @AfterAll
    static void nobodyListens() {
        LEADS.close();
        SHOP.close();
    }

    @Test
    void aRegistrationIsToldOfAsSettingsSay() throws Exception {
        mirror("event.registration", 7);
        mirror("res.partner", 8);
        jdbc.sql("UPDATE mirror SET data = '{\"state\": \"done\"}'").update();
        mirror("product.product", 9);
        pushAll();
        assertThat(told(LEADS, LEAD_SECRET)).containsExactly("7 event.registration.created");
        assertThat(told(SHOP, SHOP_SECRET))
                .containsExactlyInAnyOrder(
                        "7 event.registration.created", "7 event.registration.updated", "9 product.product.created");
    }

    @Test
    void whatSettingsDoNotNameAnyMoreIsGone() {
        assertThat(names()).containsExactly("event-lead", "shop");
        jdbc.sql(
                        "INSERT INTO webhook (name, url, models, operations, source, created_by) SELECT 'by-hand', url, models,"
                                + " operations, 'rest', 'somebody' FROM webhook WHERE name = 'shop'")
                .update();
        new WebhooksAtStart(jdbc, new WebhookKeys(settings(Map.of()), null)).write();
        assertThat(names()).containsExactly("by-hand");
    }

    @ParameterizedTest
    @CsvSource({
        "hub.webhooks.event-lead=https://example.com/lead, event-lead",
        "hub.webhooks.endpoints.shop.url=https://example.com/shop, shop",
    })
    void withoutASecretTheStartFailsWithOneSentence(String setting, String name, CapturedOutput output) {
        SpringApplication hub = new SpringApplicationBuilder(Little.class)
                .web(WebApplicationType.NONE)
                .profiles("no-database")
                .logStartupInfo(false)
                .build();
        String before = output.getErr();
        assertThatThrownBy(() -> hub.run("--EVENT_LEAD_WEBHOOK=", "--" + setting, "--hub.webhooks.event-lead-secret="))
                .isInstanceOf(RuntimeException.class);
        assertThat(output.getErr().substring(before.length()))
                .isEqualTo("odoo-hub: Not started: The webhook " + name
                        + " of the settings has no secret: give it whsec_ and 24 to 64 random bytes in Base64."
                        + System.lineSeparator());
    }

    private List<String> told(Receiver receiver, String secret) throws IOException {
        List<String> told = new ArrayList<>();
        for (Receiver.Call call : receiver.calls()) {
            assertThat(call.signature())
                    .isEqualTo(WebhookSecret.signature(
                            WebhookSecret.read(secret), call.id(), Long.parseLong(call.timestamp()), call.body()));
            var body = JSON.readTree(call.body());
            told.add(body.path("data").path("id").asLong() + " "
                    + body.path("type").asText());
        }
        return told;
    }

    private List<String> names() {
        return jdbc.sql("SELECT name FROM webhook ORDER BY name")
                .query(String.class)
                .list();
    }

    private void mirror(String model, int record) {
        jdbc.sql("INSERT INTO mirror (connection, model, odoo_id, data) VALUES ('default', ?, ?, '{}')")
                .params(model, record)
                .update();
    }

    private void pushAll() {
        push.due().forEach(push::push);
    }

    private static WebhookProperties settings(Map<String, WebhookProperties.Endpoint> endpoints) {
        return new WebhookProperties(
                "",
                "",
                endpoints,
                odoo.OdooReach.INTERNET,
                false,
                null,
                1,
                1,
                null,
                java.time.Duration.ofSeconds(2),
                1,
                List.of(),
                1);
    }

    private static Receiver receiver() {
        try {
            return new Receiver();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
