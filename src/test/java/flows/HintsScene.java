package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.HubHttp;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import realtime.Hooks;
import sync.Hints;

/** A hub that Odoo tells what changed, by webhooks. */
abstract class HintsScene extends FlowTest {
    static final String SECRET = "a secret of 43 characters, or nearly so";
    static final String ADDRESS = "/webhooks/odoo/default/a%20secret%20of%2043%20characters%2C%20or%20nearly%20so";

    @LocalServerPort
    int port;

    @Autowired
    Hooks hooks;

    @Autowired
    Hints hints;

    @Autowired
    MeterRegistry meters;

    HubHttp http;

    @BeforeEach
    void installed() {
        http = new HubHttp(port);
        jdbc.sql(
                        "INSERT INTO realtime_hook (connection, secret_hash) VALUES ('default', sha256(convert_to(?, 'UTF8')))")
                .param(SECRET)
                .update();
        hooks.refresh();
    }

    HttpResponse<String> hint(int id) {
        return post(
                ADDRESS,
                "{\"_action\":\"Send webhook(#1)\",\"_model\":\"res.partner\",\"_id\":" + id + ",\"id\":" + id + "}");
    }

    HttpResponse<String> post(String address, String body) {
        return http.send(http.anonymous(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    void followed() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        meters.get("hub.hints.queued").gauge().value()
                                + jdbc.sql("SELECT count(*) FROM change_hint")
                                        .query(Long.class)
                                        .single())
                .isZero());
    }
}
