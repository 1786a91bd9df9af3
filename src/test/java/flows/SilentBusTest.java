package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.HubHttp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import realtime.Hooks;
import realtime.Installation;
import realtime.Installation.Request;

/** A bus that takes connections and never answers: given up, tried again after growing pauses, and caught up with by a pull. */
@TestPropertySource(properties = "hub.realtime.ping=300ms")
class SilentBusTest extends FlowTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @LocalServerPort
    int port;

    @Autowired
    Installation installation;

    @Autowired
    Hooks hooks;

    @Autowired
    ProducerTemplate template;

    private HubHttp http;
    private int known;

    @BeforeEach
    void pulledOnce() {
        http = new HubHttp(port);
        hooks.refresh();
        known = partner("Before", "known@example.com");
        pull();
    }

    @AfterEach
    void forget() {
        jdbc.sql("DELETE FROM realtime_hook").update();
        hooks.refresh();
    }

    @Test
    void aBusThatNeverAnswersIsTriedAgainLaterAndLater() {
        odoo.bus().silence(true);
        install();
        await().atMost(PATIENCE).until(() -> odoo.bus().opened().size() >= 4);
        List<Instant> opened = odoo.bus().opened();
        assertThat(Duration.between(opened.get(2), opened.get(3)))
                .as("the third pause is longer than the first")
                .isGreaterThan(Duration.between(opened.get(0), opened.get(1)));
        assertThat(heard()).isEqualTo("not heard");
        changeUntold("While nothing was heard");

        odoo.bus().silence(false);
        await().atMost(PATIENCE).untilAsserted(this::assertEqualToSource);
        assertThat(heard()).isEqualTo("heard");
    }

    @Test
    void aBusThatFallsSilentIsConnectedAnewAndCaughtUpWith() {
        install();
        await().atMost(PATIENCE).until(() -> heard().equals("heard"));
        odoo.bus().silence(true);
        await().atMost(PATIENCE).until(() -> heard().equals("not heard"));
        changeUntold("In between");
        assertThat(http.get("/api/v1/sync/flows").statusCode())
                .as("the hub goes on")
                .isEqualTo(200);

        odoo.bus().silence(false);
        await().atMost(PATIENCE).untilAsserted(this::assertEqualToSource);
        assertThat(heard()).isEqualTo("heard");
        odoo.write("base.automation", odoo.ids("base.automation"), Map.of("active", true));
        odoo.write("res.partner", known, Map.of("name", "Told again"));
        await().untilAsserted(this::assertEqualToSource);
    }

    private void install() {
        installation.install(new Request("default", true, List.of("res.partner"), null));
        template.sendBody("seda:hints-wake?size=1&discardWhenFull=true", null);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(jdbc.sql("SELECT count(*) FROM change_hint")
                        .query(Long.class)
                        .single())
                .isZero());
    }

    /** A change of which Odoo says nothing, now or later: only a pull brings it. */
    private void changeUntold(String name) {
        odoo.write("base.automation", odoo.ids("base.automation"), Map.of("active", false));
        odoo.write("res.partner", known, Map.of("name", name));
    }

    private String heard() {
        return HubHttp.json(http.get("/health"))
                .at("/components/odooBus/details/default")
                .asText();
    }
}
