package changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import gateway.GatewayClient;
import hub.HubHttp;
import hub.HubTest;
import hub.ProblemAssert;
import hub.TestDatabase;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Open pages of clients hear that something of theirs has changed, and nothing of anybody else's. */
@HubTest
class PortalHearingTest {
    private static final String PATH = "/api/portal/changes";
    private static final int JOY = 50;
    private static final int CHILD = 51;
    private static final int SAM = 60;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestDatabase database;

    HubHttp http;
    String asJoy;

    @BeforeEach
    void twoClients() {
        database.clean();
        http = new HubHttp(port);
        asJoy = new GatewayClient(port, jdbc).customer(JOY);
        mirror("res.partner", JOY, "{\"commercial_partner_id\": [50, \"Joy\"]}");
        mirror("res.partner", CHILD, "{\"commercial_partner_id\": [50, \"Joy\"]}");
        mirror("res.partner", SAM, "{\"commercial_partner_id\": [60, \"Sam\"]}");
    }

    @Test
    void aClientHearsOfTheirOwnWithoutAWordOfWhichRecord() throws Exception {
        try (Listener joy = listen(PATH + "?of=mine", asJoy)) {
            mirror("project.task", 1, "{\"partner_id\": [50, \"Joy\"]}");
            heard(joy, "project.task");
            mirror("sale.order", 1, "{\"partner_id\": [51, \"A person of Joy's\"]}");
            heard(joy, "project.task", "sale.order");
            mirror("calendar.event", 1, "{\"partner_ids\": [3, 50], \"partner_id\": false}");
            heard(joy, "project.task", "sale.order", "calendar.event");
            mirror("event.registration", 1, "{\"event_id\": [7, \"Race\"], \"partner_id\": [50, \"Joy\"]}");
            heard(joy, "project.task", "sale.order", "calendar.event", "event.registration");
            mirror("event.event", 7, "{\"name\": \"Race\"}");
            heard(joy, "project.task", "sale.order", "calendar.event", "event.registration", "event.event");
            jdbc.sql("UPDATE mirror SET deleted = true WHERE model = 'project.task'")
                    .update();
            await().until(() -> models(joy).size() == 6);
            for (Listener.Heard heard : joy.heard()) {
                assertThat(heard.data().fieldNames()).toIterable().containsExactly("model");
            }
        }
    }

    @Test
    void nobodyHearsOfWhatIsSomebodyElses() throws Exception {
        try (Listener joy = listen(PATH + "?of=mine", asJoy);
                Listener everybody = listen(PATH + "?of=events", null)) {
            mirror("project.task", 2, "{\"partner_id\": [60, \"Sam\"]}");
            mirror("project.task", 3, "{\"partner_id\": false}");
            mirror("calendar.event", 2, "{\"partner_ids\": [60]}");
            mirror("calendar.event", 3, "{\"partner_ids\": false}");
            mirror("event.event", 8, "{}");
            mirror("event.registration", 2, "{\"event_id\": [8, \"R\"], \"partner_id\": [60, \"Sam\"]}");
            mirror("res.partner", 99, "{\"commercial_partner_id\": [50, \"Joy\"]}");
            jdbc.sql("INSERT INTO mirror (connection, model, odoo_id, data)"
                            + " VALUES ('c7', 'sale.order', 4, '{\"partner_id\": [50, \"Of another Odoo\"]}')")
                    .update();
            mirror("sale.order", 5, "{\"partner_id\": [50, \"Joy\"]}");
            heard(joy, "sale.order");
            heard(everybody, "event.event");
        }
    }

    @Test
    void whoAsksForTheirOwnHasToSignIn() {
        var refused = http.send(http.anonymous(PATH + "?of=mine"));
        ProblemAssert.assertProblem(refused, 401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
        ProblemAssert.assertProblem(
                http.send(http.anonymous(PATH + "?of=mine").header("Authorization", "Bearer 1|" + "A".repeat(43))),
                401);
        JsonNode problem = ProblemAssert.assertProblem(http.send(http.anonymous(PATH + "?of=yours")), 400);
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("of");
    }

    private Listener listen(String path, String credentials) throws IOException, InterruptedException {
        var request = http.anonymous(path);
        if (credentials != null) {
            request.header("Authorization", credentials);
        }
        Listener listener = Listener.to(request);
        await().until(() -> listener.last() != null);
        return listener;
    }

    private static void heard(Listener listener, String... models) {
        await().untilAsserted(() -> assertThat(models(listener)).containsExactly(models));
    }

    private static List<String> models(Listener listener) {
        return listener.heard().stream()
                .map(heard -> heard.data().path("model").asText())
                .toList();
    }

    private void mirror(String model, int id, String data) {
        jdbc.sql("INSERT INTO mirror (connection, model, odoo_id, data) VALUES ('default', ?, ?, ?::jsonb)")
                .params(model, id, data)
                .update();
    }
}
