package connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import accounts.users.Role;
import accounts.users.UserAdministration;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.HubHttp;
import hub.HubTest;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.ObjectName;
import odoo.OdooProtocol;
import odoo.Secret;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;

/** Owners see and choose when their connections run, administrators see all, nobody sees another's. */
@HubTest
class OwnFlowsTest {
    private static final String PASSWORD = "seventeen green umbrellas";
    private static final String FLOWS = "/api/v1/profile/flows";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger COUNT = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    UserAdministration users;

    @Autowired
    ConnectionStore store;

    @Autowired
    JdbcClient database;

    @Autowired
    ProducerTemplate template;

    @Autowired
    PracticeOdoo odoo;

    HubHttp http;
    String token;
    long connection;

    @BeforeEach
    void someUserWithAConnection() {
        http = new HubHttp(port);
        database.sql("DELETE FROM odoo_connection").update();
        String name = "flows" + COUNT.incrementAndGet();
        long user = users.create(name, null, Role.USER, PASSWORD, "test");
        token = http.token(name, PASSWORD);
        connection = store.save(
                        user,
                        "mine",
                        new Credentials(
                                odoo.url(),
                                odoo.database(),
                                odoo.username(),
                                Secret.of(odoo.apiKey()),
                                OdooProtocol.AUTO),
                        true)
                .id();
    }

    @Test
    void aConnectionThatWasJustSavedIsDueAndItsRunsAreListed() {
        JsonNode flows = get(FLOWS);
        assertThat(flows.path("connection").asText()).isEqualTo("mine");
        assertThat(flows.path("paused").isNull()).isTrue();
        assertThat(flows.findValuesAsText("name")).containsExactly("contacts", "products");
        assertThat(Instant.parse(flows.at("/data/0/next_run").asText().replace("+00:00", "Z")))
                .isBeforeOrEqualTo(Instant.now());

        template.sendBody("direct:connections-claim", null);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get("/api/v1/profile/runs?status=succeeded")
                                .path("data")
                                .size()
                        == 2);
        JsonNode contacts = get(FLOWS).at("/data/0");
        assertThat(contacts.path("last_run").path("trigger").asText()).isEqualTo("schedule");
        assertThat(contacts.path("complete_until").isNull()).isFalse();
        assertThat(contacts.path("failures").asInt()).isZero();
        long run = contacts.at("/last_run/id").asLong();
        assertThat(get("/api/v1/profile/runs/" + run).path("read").asInt()).isEqualTo(odoo.count("res.partner"));
        assertThat(get("/api/v1/profile/runs/" + run + "/rejects").path("data")).isEmpty();
        JsonNode status = HubHttp.json(
                        http.send(
                                bearing("/graphql")
                                        .header("Content-Type", "application/json")
                                        .header("Accept", "application/json")
                                        .POST(
                                                BodyPublishers.ofString(
                                                        "{\"query\":\"{ sync_status { flow next_run failures last_failure connection_paused } }\"}"))))
                .at("/data/sync_status");
        assertThat(status.findValuesAsText("flow")).containsExactly("contacts", "products");
        assertThat(status.at("/0/next_run").asText()).startsWith("20");

        String other = "flows" + COUNT.incrementAndGet();
        users.create(other, null, Role.USER, PASSWORD, "test");
        token = http.token(other, PASSWORD);
        for (String path : List.of(
                FLOWS,
                FLOWS + "?name=mine",
                "/api/v1/profile/runs",
                "/api/v1/profile/runs/" + run,
                "/api/v1/profile/runs/" + run + "/rejects")) {
            assertThat(http.send(bearing(path)).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(patch("contacts", "{\"enabled\": false}").statusCode()).isEqualTo(404);
        assertThat(http.send(bearing(FLOWS + "/contacts/runs").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(http.send(bearing("/api/v1/sync/connections")).statusCode()).isEqualTo(403);
    }

    @Test
    void anOwnerChoosesTheScheduleAndLetsAFlowRunNext() {
        get(FLOWS);
        JsonNode weekly = HubHttp.json(patch("contacts", "{\"schedule\": \"0 0 3 ? * MON\"}"));
        assertThat(weekly.path("schedule").asText()).as(weekly.toString()).isEqualTo("0 0 3 ? * MON");
        Instant due = Instant.parse(weekly.path("next_run").asText().replace("+00:00", "Z"));
        assertThat(due).isAfter(Instant.now());

        JsonNode off = HubHttp.json(patch("contacts", "{\"enabled\": false}"));
        assertThat(off.path("enabled").asBoolean()).isFalse();
        assertThat(off.path("schedule").asText()).isEqualTo("0 0 3 ? * MON");
        assertThat(off.path("next_run").isNull()).isTrue();
        assertThat(next().statusCode()).as("of a flow that is off").isEqualTo(409);

        patch("contacts", "{\"enabled\": true, \"schedule\": null}");
        JsonNode usual = HubHttp.json(next());
        assertThat(usual.path("schedule").isNull()).as(usual.toString()).isTrue();
        assertThat(Instant.parse(usual.path("next_run").asText().replace("+00:00", "Z")))
                .isBeforeOrEqualTo(Instant.now());
        store.pause(connection, "Because.", Duration.ZERO);
        assertThat(next().statusCode()).as("on a paused connection").isEqualTo(409);
        assertThat(get(FLOWS).path("paused").asText()).isEqualTo("Because.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"often", "1s", "0 * * * * ?", "0", "99999999999h", "1m; DROP TABLE contact"})
    void aScheduleThatIsNoneOrTooOftenIsRefused(String schedule) throws Exception {
        HttpResponse<String> answer = patch("contacts", "{\"schedule\": " + JSON.writeValueAsString(schedule) + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).doesNotContain("DROP").doesNotContain("Exception");
    }

    @Test
    void flowsOfTheHubItselfAreNotThere() {
        assertThat(patch("customers", "{\"enabled\": true}").statusCode()).isEqualTo(404);
    }

    @Test
    void administratorsSeeAllAndHawtioDoes() throws Exception {
        get(FLOWS);
        store.pause(connection, "Odoo refused.", Duration.ZERO);
        JsonNode all = HubHttp.json(http.get("/api/v1/sync/connections"));
        assertThat(all.path("total").asInt()).as(all.toString()).isEqualTo(1);
        assertThat(all.at("/data/0/key").asText()).isEqualTo("c" + connection);
        assertThat(all.at("/data/0/paused").asText()).isEqualTo("Odoo refused.");
        assertThat(all.at("/data/0/enabled").asBoolean()).isFalse();
        assertThat(all.at("/data/0/flows")).hasSize(2);
        assertThat(all.toString()).doesNotContain(odoo.apiKey());
        assertThat(HubHttp.json(http.get("/api/v1/sync/connections?state=active"))
                        .path("data"))
                .isEmpty();
        assertThat(HubHttp.json(http.get("/api/v1/sync/runs?key=c" + connection))
                        .path("data"))
                .isEmpty();

        ObjectName name = new ObjectName("odoo-hub:type=Connections");
        var server = ManagementFactory.getPlatformMBeanServer();
        assertThat(server.getAttribute(name, "Paused")).isEqualTo(1L);
        assertThat(server.getAttribute(name, "Enabled")).isEqualTo(0L);
        assertThat(server.getAttribute(name, "RunningHere")).isEqualTo(0);
        assertThat(server.getAttribute(name, "NextDue")).isEqualTo("");
        assertThat(server.invoke(name, "list", new Object[0], new String[0]).toString())
                .contains("paused: Odoo refused.", "contacts", "last well never");
    }

    private HttpResponse<String> next() {
        return http.send(bearing(FLOWS + "/contacts/runs").POST(BodyPublishers.noBody()));
    }

    private HttpResponse<String> patch(String flow, String body) {
        return http.send(bearing(FLOWS + "/" + flow)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    private JsonNode get(String path) {
        HttpResponse<String> answer = http.send(bearing(path));
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return HubHttp.json(answer);
    }

    private HttpRequest.Builder bearing(String path) {
        return http.anonymous(path).header("Authorization", "Bearer " + token);
    }
}
