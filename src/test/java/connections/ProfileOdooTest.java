package connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.HubHttp;
import hub.HubTest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import odoo.HostNames;
import odoo.NoConnectionException;
import odoo.OdooComponent;
import odoo.OdooConnections;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;

/** Each user their own Odoo: seed 3's requests, with masked secrets, and nobody sees another's. */
@HubTest
class ProfileOdooTest {
    private static final String PROFILE = "/api/v1/profile/odoo-credentials";
    private static final String PASSWORD = "seventeen green umbrellas";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger COUNT = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    OdooConnections connections;

    @Autowired
    OdooComponent component;

    @Autowired
    PracticeOdoo odoo;

    HubHttp http;
    String token;

    @BeforeEach
    void someUser() {
        http = new HubHttp(port);
        database.sql("DELETE FROM odoo_sign_in").update();
        database.sql("DELETE FROM odoo_connection").update();
        token = user("profile" + COUNT.incrementAndGet());
    }

    @Test
    void theRequestsOfTheGuide() {
        HttpResponse<String> none = http.send(bearing(token, PROFILE));
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(HubHttp.json(none).path("message").asText()).isEqualTo("User has no Odoo credentials configured");
        odoo.create("res.partner", Map.of("name", "Somebody"));

        JsonNode tested = HubHttp.json(post(token, PROFILE + "/test", Map.of()));
        assertThat(tested.path("message").asText()).as(tested.toString()).isEqualTo("Odoo credentials test successful");
        assertThat(tested.path("odoo_uid").asInt()).isEqualTo(2);
        assertThat(tested.path("contact_count").asInt()).isEqualTo(odoo.count("res.partner"));
        assertThat(tested.path("product_count").asInt()).isEqualTo(odoo.count("product.product"));
        assertThat(tested.path("odoo_url").asText()).isEqualTo(odoo.url());
        assertThat(tested.path("odoo_database").asText()).isEqualTo(odoo.database());
        assertThat(tested.path("server_version").asText()).isEqualTo("19.0");
        assertThat(tested.path("missing")).isEmpty();
        assertThat(rows()).as("a test saves nothing").isZero();

        JsonNode saved = HubHttp.json(post(token, PROFILE, Map.of()));
        assertThat(saved.path("message").asText()).isEqualTo("Odoo credentials updated successfully");
        assertThat(saved.path("odoo_uid").asInt()).isEqualTo(2);
        HttpResponse<String> got = http.send(bearing(token, PROFILE));
        assertThat(got.body()).doesNotContain(odoo.apiKey());
        assertThat(HubHttp.json(got).path("odoo_password").asText()).isEqualTo("***********");
        assertThat(HubHttp.json(got).path("odoo_username").asText()).isEqualTo(odoo.username());
        long id =
                database.sql("SELECT id FROM odoo_connection").query(Long.class).single();
        assertThat(connections.get("c" + id).secret().reveal()).isEqualTo(odoo.apiKey());

        JsonNode gone = HubHttp.json(http.send(bearing(token, PROFILE).DELETE()));
        assertThat(gone.path("message").asText()).isEqualTo("Odoo credentials deleted successfully");
        assertThat(rows()).isZero();
        Assertions.assertThatThrownBy(() -> connections.get("c" + id)).isInstanceOf(NoConnectionException.class);
    }

    @Test
    void aWrongPasswordKeepsTheOldOneAndIsNamed() {
        post(token, PROFILE, Map.of());
        assertRefused(post(token, PROFILE, Map.of("odoo_password", "guess")), "refused", "/odoo_password");
        assertRefused(post(token, PROFILE, Map.of("odoo_database", "none")), "no_such_database", "/odoo_database");
        assertRefused(
                post(token, PROFILE, Map.of("odoo_url", "http://no-such-host.invalid")), "no_such_host", "/odoo_url");
        long id =
                database.sql("SELECT id FROM odoo_connection").query(Long.class).single();
        assertThat(connections.get("c" + id).secret().reveal()).isEqualTo(odoo.apiKey());
    }

    @Test
    void anAddressOfAUserDoesNotLeadInsideUnlessItIsTheHubsOwnOdoo() {
        try (PracticeOdoo other = PracticeOdoo.builder().version(19).start()) {
            for (String url : new String[] {
                other.url(),
                other.url().replace("127.0.0.1", "localhost"),
                "http://[::1]:8069",
                "http://10.0.0.1",
                "http://0x7f000001:8069"
            }) {
                HttpResponse<String> answer = post(token, PROFILE + "/test", Map.of("odoo_url", url));
                assertThat(answer.statusCode()).as(url + answer.body()).isEqualTo(422);
                assertThat(answer.body())
                        .as(url)
                        .containsAnyOf("address_not_allowed", "no_such_host", "not_an_address");
            }
            assertThat(other.calls().all()).isEmpty();
        }
        assertThat(post(token, PROFILE + "/test", Map.of("odoo_url", odoo.url()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aNameThatLeadsInsideOnceItWasCheckedIsStoppedBeforeAnythingIsSent() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (ServerSocket inside = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            component.useHostNames(host -> host.equals("moving.example")
                    ? new InetAddress[] {InetAddress.getByName(asked.getAndIncrement() == 0 ? "8.8.8.8" : "127.0.0.1")}
                    : HostNames.SYSTEM.resolve(host));
            HttpResponse<String> answer =
                    post(token, PROFILE, Map.of("odoo_url", "http://moving.example:" + inside.getLocalPort()));
            assertRefused(answer, "address_not_allowed", "/odoo_url");
            assertThat(asked).as("once to check, once to connect").hasValue(2);
            inside.setSoTimeout(200);
            Assertions.assertThatThrownBy(inside::accept).isInstanceOf(SocketTimeoutException.class);
            assertThat(rows()).isZero();
        } finally {
            component.useHostNames(HostNames.SYSTEM);
        }
    }

    @Test
    void severalConnectionsOneDefaultAndNobodySeesAnothers() {
        post(token, PROFILE, Map.of("name", "first"));
        JsonNode second =
                HubHttp.json(post(token, PROFILE, Map.of("name", "second", "odoo_password", odoo.password())));
        assertThat(second.path("is_default").asBoolean()).as(second.toString()).isFalse();
        JsonNode all = HubHttp.json(http.send(bearing(token, PROFILE)));
        assertThat(all.path("name").asText()).isEqualTo("first");
        assertThat(all.path("connections").findValues("name"))
                .extracting(JsonNode::asText)
                .containsExactly("first", "second");
        assertThat(HubHttp.json(http.send(bearing(token, PROFILE + "?name=second")))
                        .path("name")
                        .asText())
                .isEqualTo("second");

        String other = user("profile" + COUNT.incrementAndGet());
        assertThat(http.send(bearing(other, PROFILE)).statusCode()).isEqualTo(404);
        assertThat(http.send(bearing(other, PROFILE + "?name=first")).statusCode())
                .isEqualTo(404);
        assertThat(http.send(bearing(other, PROFILE + "?name=first").DELETE()).statusCode())
                .isEqualTo(404);
        assertThat(rows()).isEqualTo(2);

        http.send(bearing(token, PROFILE).DELETE());
        assertThat(HubHttp.json(http.send(bearing(token, PROFILE))).path("name").asText())
                .as("the oldest that is left")
                .isEqualTo("second");
        database.sql("DELETE FROM hub_user").update();
        assertThat(rows()).as("a user's connections go with the user").isZero();
    }

    @Test
    void onlyUsersHaveAProfile() {
        assertThat(http.get(PROFILE).statusCode())
                .as("the administrator of the settings")
                .isEqualTo(403);
        assertThat(http.send(http.anonymous(PROFILE)).statusCode()).isEqualTo(401);
    }

    private String user(String name) {
        HttpResponse<String> made = http.post(
                "/api/v1/users", "{\"username\":\"" + name + "\",\"password\":\"" + PASSWORD + "\",\"role\":\"user\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return http.token(name, PASSWORD);
    }

    private HttpRequest.Builder bearing(String bearer, String path) {
        return http.anonymous(path).header("Authorization", "Bearer " + bearer);
    }

    private HttpResponse<String> post(String bearer, String path, Map<String, String> changes) {
        Map<String, String> body = new TreeMap<>(Map.of(
                "odoo_username", odoo.username(), "odoo_password", odoo.apiKey(), "odoo_database", odoo.database()));
        body.putAll(new HashMap<>(changes));
        try {
            return http.send(bearing(bearer, path)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private long rows() {
        return database.sql("SELECT count(*) FROM odoo_connection")
                .query(Long.class)
                .single();
    }

    private static void assertRefused(HttpResponse<String> answer, String code, String field) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        JsonNode fault = HubHttp.json(answer).path("errors").path(0);
        assertThat(fault.path("code").asText()).isEqualTo(code);
        assertThat(fault.path("field").asText()).isEqualTo(field);
    }
}
