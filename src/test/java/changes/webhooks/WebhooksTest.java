package changes.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.HubHttp;
import hub.HubTest;
import hub.ProblemAssert;
import hub.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Webhooks on the wire: what is sent, in which order, how often, and what becomes of what is refused. */
@HubTest
class WebhooksTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestDatabase database;

    @Autowired
    WebhookPush push;

    HubHttp http;
    Receiver receiver;
    String secret;
    long id;

    @BeforeEach
    void aWebhook() throws Exception {
        database.clean();
        http = new HubHttp(port);
        receiver = new Receiver();
        JsonNode made = HubHttp.json(http.post(
                "/api/v1/webhooks",
                "{\"name\": \"shop\", \"url\": \"" + receiver.url() + "\", \"models\": [\"res.partner\"]}"));
        secret = made.path("secret").asText();
        id = made.path("data").path("id").asLong();
        pushAll();
    }

    @AfterEach
    void nobodyListens() {
        receiver.close();
    }

    @Test
    void eachChangeIsToldOnceSignedAndInOrder() throws Exception {
        for (int n = 1; n <= 3; n++) {
            mirror("res.partner", n);
        }
        mirror("stock.quant", 9);
        jdbc.sql("UPDATE mirror SET archived = true WHERE odoo_id = 2").update();
        pushAll();
        assertThat(types())
                .containsExactly(
                        "1 res.partner.created",
                        "2 res.partner.created",
                        "3 res.partner.created",
                        "2 res.partner.archived");
        Receiver.Call call = receiver.calls().get(0);
        assertThat(call.signature())
                .isEqualTo(WebhookSecret.signature(
                        WebhookSecret.read(secret), call.id(), Long.parseLong(call.timestamp()), call.body()));
        JsonNode data = JSON.readTree(call.body()).path("data");
        assertThat(data.path("event").asText()).isEqualTo(call.id());
        assertThat(data.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("event", "connection", "model", "id", "operation", "at");
        pushAll();
        assertThat(receiver.calls()).hasSize(4);
        assertThat(left()).isZero();
        assertThat(jdbc.sql("SELECT count(*) FROM webhook_delivery")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatIsRefusedIsToldAgainAndNeverBeforeItsOwnPast() throws Exception {
        receiver.answer(call -> receiver.calls().size() < 2 ? 500 : 200);
        mirror("res.partner", 1);
        jdbc.sql("UPDATE mirror SET data = '{\"a\": 1}'").update();
        pushAll();
        assertThat(types()).containsExactly("1 res.partner.created");
        pushAll();
        assertThat(types()).as("it rests").hasSize(1);
        wake();
        pushAll();
        wake();
        pushAll();
        assertThat(types())
                .containsExactly(
                        "1 res.partner.created",
                        "1 res.partner.created",
                        "1 res.partner.created",
                        "1 res.partner.updated");
        assertThat(receiver.calls().subList(0, 3).stream()
                        .map(Receiver.Call::id)
                        .collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(left()).isZero();
        assertThat(shown().path("failures").asInt()).isZero();
        assertThat(shown().path("last_failure").asText()).isEqualTo("The answer was status 500.");
    }

    @Test
    void aDeadLetterIsReplayedOrDiscarded() {
        receiver.answer(call -> 302);
        mirror("res.partner", 1);
        mirror("res.partner", 2);
        pushAll();
        jdbc.sql("UPDATE outbox SET attempts = 11").update();
        wake();
        pushAll();
        wake();
        pushAll();
        JsonNode dead = HubHttp.json(http.get("/api/v1/dead-letters?flow=webhooks"));
        assertThat(dead.path("total").asInt()).isEqualTo(2);
        JsonNode first = dead.path("data").get(0);
        assertThat(first.path("cause").asText()).isEqualTo("refused");
        assertThat(first.path("detail").asText()).isEqualTo("The answer was status 302.");
        assertThat(first.path("webhook").asText()).isEqualTo("shop");
        assertThat(first.path("record").asText()).isEqualTo("res.partner/2");
        receiver.calls().clear();
        receiver.answer(call -> 200);
        assertThat(http.send(http.admin("/api/v1/dead-letters/"
                                        + first.path("id").asLong() + "?reason=test")
                                .DELETE())
                        .statusCode())
                .isEqualTo(200);
        assertThat(http.post("/api/v1/dead-letters/replay", "{\"flow\": \"webhooks\", \"cause\": \"refused\"}")
                        .body())
                .contains("1 dead letter is");
        wake();
        pushAll();
        assertThat(types()).containsExactly("1 res.partner.created");
        assertThat(jdbc.sql("SELECT count(*) FROM webhook_delivery")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aWebhookThatNobodyWantsIsDisabledAndCanBeEnabled() {
        receiver.answer(call -> 410);
        mirror("res.partner", 1);
        mirror("res.partner", 2);
        pushAll();
        assertThat(shown().path("state").asText()).isEqualTo("disabled");
        assertThat(shown().path("dead").asInt()).isEqualTo(2);
        mirror("res.partner", 3);
        pushAll();
        assertThat(receiver.calls()).hasSize(1);
        receiver.answer(call -> 200);
        assertThat(patch("{\"state\": \"active\"}").path("data").path("state").asText())
                .isEqualTo("active");
        http.post("/api/v1/dead-letters/replay", "{\"flow\": \"webhooks\", \"cause\": \"webhook-disabled\"}");
        mirror("res.partner", 4);
        pushAll();
        assertThat(types())
                .contains("2 res.partner.created", "4 res.partner.created")
                .hasSize(4);
    }

    @Test
    void whatUsersPullIsNotToldAndAnOperationCanBeChosen() {
        patch("{\"models\": [\"*\"], \"operations\": [\"deleted\"]}");
        jdbc.sql("INSERT INTO contact (connection, odoo_id, is_company) VALUES ('c7', 1, true), ('default', 2, true)")
                .update();
        jdbc.sql("DELETE FROM contact").update();
        pushAll();
        assertThat(types()).containsExactly("2 res.partner.deleted");
        assertThat(http.post("/api/v1/webhooks/" + id + "/test", "").statusCode())
                .isEqualTo(200);
        pushAll();
        assertThat(types()).contains("0 hub.test.created");
    }

    @Test
    void aWebhookGoesWithWhatWaitsForIt() {
        receiver.answer(call -> 500);
        mirror("res.partner", 1);
        pushAll();
        assertThat(left()).isEqualTo(1);
        assertThat(http.send(http.admin("/api/v1/webhooks/" + id).DELETE()).statusCode())
                .isEqualTo(200);
        assertThat(left()).isZero();
        assertThat(jdbc.sql("SELECT count(*) FROM change_wanted")
                        .query(Long.class)
                        .single())
                .isZero();
        ProblemAssert.assertProblem(http.get("/api/v1/webhooks/" + id), 404);
    }

    @Test
    void badRequestsAreRefusedAndSecretsAreNotShown() {
        assertThat(secret).startsWith("whsec_");
        assertThat(http.get("/api/v1/webhooks").body())
                .contains("shop")
                .doesNotContain(secret)
                .doesNotContain("whsec_");
        assertThat(jdbc.sql("SELECT count(*) FROM webhook_secret WHERE position(convert_to(?, 'UTF8') IN secret) > 0")
                        .param(secret)
                        .query(Long.class)
                        .single())
                .isZero();
        for (String url :
                List.of("ftp://example.com/x", "http:///x", "https://user:word@example.com/", "not an address")) {
            ProblemAssert.assertProblem(
                    http.post("/api/v1/webhooks", "{\"name\": \"b\", \"url\": \"" + url + "\", \"models\": [\"*\"]}"),
                    422);
        }
        ProblemAssert.assertProblem(
                http.post(
                        "/api/v1/webhooks",
                        "{\"name\": \"b\", \"url\": \"https://example.com/\", \"models\": [\"*\"], \"secret\":"
                                + " \"whsec_dG9vIHNob3J0IHRvIGJlIHRydWU=\"}"),
                422);
        ProblemAssert.assertProblem(
                http.post(
                        "/api/v1/webhooks",
                        "{\"name\": \"shop\", \"url\": \"https://example.com/\", \"models\": [\"*\"]}"),
                409);
        ProblemAssert.assertProblem(
                http.post(
                        "/api/v1/webhooks",
                        "{\"name\": \"b\", \"url\": \"https://example.com/\", \"models\": [\"a; DROP\"]}"),
                400);
    }

    @Test
    void aCallNeverLeadsToWhereItMustNot() {
        for (odoo.OdooReach reach : List.of(odoo.OdooReach.INTERNET, odoo.OdooReach.NETWORK)) {
            WebhookSender sender = new WebhookSender(new WebhookProperties(
                    "",
                    "",
                    Map.of(),
                    reach,
                    false,
                    null,
                    1,
                    1,
                    null,
                    java.time.Duration.ofSeconds(2),
                    1,
                    List.of(),
                    1));
            WebhookCall call = new WebhookCall(
                    1,
                    1,
                    0,
                    java.util.UUID.randomUUID(),
                    "default",
                    "res.partner",
                    1,
                    "created",
                    java.time.Instant.EPOCH);
            List<String> forbidden = reach == odoo.OdooReach.NETWORK
                    ? List.of("http://169.254.169.254/latest", "http://[fe80::1]/")
                    : List.of(
                            receiver.url(),
                            receiver.url().replace("127.0.0.1", "localhost"),
                            "http://10.0.0.1/",
                            "http://[::1]/",
                            "http://169.254.169.254/latest",
                            "http://2130706433/",
                            "http://0x7f.1/",
                            "http://[::ffff:127.0.0.1]/");
            for (String url : forbidden) {
                WebhookSender.Outcome outcome = sender.send(url, WebhookSecret.random(), call);
                assertThat(outcome.cause())
                        .as(url)
                        .isIn("out-of-reach", url.equals(receiver.url()) ? "out-of-reach" : "unreachable");
            }
            sender.close();
        }
        assertThat(receiver.calls()).isEmpty();
    }

    private void mirror(String model, int record) {
        jdbc.sql("INSERT INTO mirror (connection, model, odoo_id, data) VALUES ('default', ?, ?, '{}')")
                .params(model, record)
                .update();
    }

    private void pushAll() {
        push.due().forEach(push::push);
    }

    /** As if the pauses were over. */
    private void wake() {
        jdbc.sql("UPDATE webhook SET rests_until = '-infinity'").update();
        jdbc.sql("UPDATE outbox SET due_at = now() WHERE status = 'waiting'").update();
    }

    private long left() {
        return jdbc.sql("SELECT count(*) FROM outbox WHERE flow = 'webhooks'")
                .query(Long.class)
                .single();
    }

    private JsonNode shown() {
        return HubHttp.json(http.get("/api/v1/webhooks/" + id)).path("data");
    }

    private JsonNode patch(String json) {
        return HubHttp.json(http.send(http.admin("/api/v1/webhooks/" + id)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json))));
    }

    /** Which record, and the type of each call. */
    private List<String> types() {
        return receiver.calls().stream()
                .map(call -> {
                    try {
                        JsonNode body = JSON.readTree(call.body());
                        return body.path("data").path("id").asLong() + " "
                                + body.path("type").asText();
                    } catch (java.io.IOException broken) {
                        throw new IllegalStateException(broken);
                    }
                })
                .toList();
    }
}
