package connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import accounts.ApiKeys;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.HubHttp;
import hub.HubTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import odoo.OdooConnection;
import odoo.OdooConnections;
import odoo.OdooProtocol;
import odoo.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;
import practice.Fault;
import practice.PracticeOdoo;
import practice.orm.Rights;

/** The hub's own connection over REST: tested, saved sealed, used, and told from a wrong one. */
@HubTest
@ExtendWith(OutputCaptureExtension.class)
class OdooConfigTest {
    private static final String PASSWORD = "sesame, open up";
    private static final String CONFIG = "/api/v1/sync/odoo/config";
    private static final String TEST = "/api/v1/sync/odoo/test";
    private static final String PULL = "/api/v1/sync/odoo/pull";
    private static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    OdooConnections connections;

    @Autowired
    ApiKeys keys;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    PracticeOdoo environment;

    HubHttp http;
    PracticeOdoo odoo;

    @BeforeEach
    void start() {
        http = new HubHttp(port);
        odoo = PracticeOdoo.builder().version(19).start();
        odoo.changePassword(PASSWORD);
        database.sql("TRUNCATE persons, person_badge, sync_flow, sync_run, activity_log CASCADE")
                .update();
        database.sql("DELETE FROM odoo_sign_in").update();
    }

    @AfterEach
    void nothingSaved() {
        odoo.close();
        http.send(http.admin(CONFIG).DELETE());
    }

    @Test
    void aTestSaysVersionAndProtocolAndStoresNothing() {
        JsonNode answer = HubHttp.json(http.post(TEST, body(Map.of())));
        assertThat(answer.path("success").asBoolean()).as(answer.toString()).isTrue();
        assertThat(answer.path("message").asText()).isEqualTo("Connection test successful");
        assertThat(answer.path("server_version").asText()).isEqualTo("19.0");
        assertThat(answer.path("protocol_version").asInt()).isEqualTo(1);
        assertThat(answer.path("protocol").asText()).isEqualTo("json2");
        assertThat(answer.path("missing")).isEmpty();
        assertThat(saved()).isZero();
        JsonNode own = HubHttp.json(http.post(TEST, "{}"));
        assertThat(own.path("success").asBoolean())
                .as("that of the environment")
                .isTrue();
    }

    @Test
    void aSavedConnectionIsSealedMaskedAndTakesThePlaceOfTheEnvironments() {
        JsonNode before = HubHttp.json(http.get(CONFIG));
        assertThat(before.path("source").asText()).isEqualTo("environment");
        assertThat(before.at("/config/password").asText()).isEqualTo("***********");

        HttpResponse<String> answer = http.post(CONFIG, body(Map.of("password", PASSWORD)));
        assertThat(answer.body()).contains("Odoo configuration saved successfully");
        OdooConnection now = connections.get("default");
        assertThat(now.url()).isEqualTo(odoo.url());
        assertThat(now.secret().reveal()).isEqualTo(PASSWORD);
        JsonNode after = HubHttp.json(http.get(CONFIG));
        assertThat(after.path("source").asText()).isEqualTo("saved");
        assertThat(after.at("/config/url").asText()).isEqualTo(odoo.url());
        assertThat(after.at("/config/password").asText()).isEqualTo("***********");
        assertThat(database.sql("SELECT encode(secret, 'escape') || c::text FROM odoo_connection c")
                        .query(String.class)
                        .single())
                .doesNotContain(PASSWORD);

        assertThat(http.send(http.admin(CONFIG).DELETE()).statusCode()).isEqualTo(200);
        assertThat(connections.get("default").url()).isEqualTo(environment.url());
        assertThat(http.send(http.admin(CONFIG).DELETE()).statusCode()).isEqualTo(404);
    }

    @Test
    void aFailingTestKeepsWhatWasSaved() {
        http.post(CONFIG, body(Map.of()));
        Object before = row();
        assertRefused(http.post(CONFIG, body(Map.of("password", "guess"))), 422, "refused", "/password");
        assertThat(row()).isEqualTo(before);
        assertThat(connections.get("default").secret().reveal()).isEqualTo(odoo.apiKey());
    }

    @Test
    void whatIsWrongIsToldApart() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertRefused(test(Map.of("url", "http://no-such-host.invalid")), 422, "no_such_host", "/url");
        assertRefused(test(Map.of("url", "http://127.0.0.1:" + free)), 422, "unreachable", "/url");
        assertRefused(test(Map.of("url", "http://127.0.0.1:" + port)), 422, "not_odoo", "/url");
        assertRefused(test(Map.of("db", "no_such_db")), 422, "no_such_database", "/db");
        assertRefused(test(Map.of("password", "guess")), 422, "refused", "/password");
        assertRefused(test(Map.of("username", "somebody@else.com")), 422, "other_user", "/username");
        assertRefused(test(Map.of("url", "ftp://127.0.0.1")), 422, "not_an_address", "/url");
        assertRefused(test(Map.of("url", "http://user:pass@127.0.0.1")), 422, "not_an_address", "/url");
        assertRefused(test(Map.of("url", "http://169.254.169.254")), 422, "address_not_allowed", "/url");
        assertRefused(test(Map.of("password", "***********")), 422, "masked", "/password");
        String key = odoo.addUser("portal", "portal", Rights.none());
        assertRefused(test(Map.of("username", "portal", "password", key)), 422, "no_rights", "/username");
        odoo.misbehave(Fault.htmlPage());
        assertRefused(test(Map.of()), 422, "not_odoo", "/url");
        HttpResponse<String> half = http.post(TEST, "{\"url\":\"http://127.0.0.1\"}");
        assertRefused(half, 422, "required", "/db");
        assertThat(saved()).isZero();
    }

    @Test
    void fourRefusalsAMinuteAtOneOdooAndNoMore() {
        for (int i = 0; i < 4; i++) {
            assertRefused(test(Map.of("password", "guess " + i)), 422, "refused", "/password");
        }
        int calls = odoo.calls().all().size();
        HttpResponse<String> held =
                test(Map.of("url", odoo.url().replace("127.0.0.1", "localhost"), "password", "guess"));
        assertRefused(held, 429, "too_many_refusals", "body");
        assertThat(Long.parseLong(held.headers().firstValue("Retry-After").orElse("0")))
                .isBetween(1L, 60L);
        assertThat(odoo.calls().all()).as("Odoo was not asked").hasSize(calls);
        database.sql("UPDATE odoo_sign_in SET at = at - interval '61 seconds'").update();
        assertThat(test(Map.of()).statusCode()).isEqualTo(200);
        assertThat(database.sql("SELECT count(*) FROM odoo_sign_in WHERE at > now() - interval '1 minute'")
                        .query(Long.class)
                        .single())
                .as("who was let in does not count")
                .isZero();
    }

    @Test
    void aKeyThatIsNotAnAdministratorsDoesNotReachTheInside() {
        String sync = keys.create("sync " + System.nanoTime(), Set.of("sync"), Duration.ofDays(1), "test")
                .secret();
        String admin = keys.create("admin " + System.nanoTime(), Set.of("admin"), Duration.ofDays(1), "test")
                .secret();
        assertRefused(with(sync, TEST, body(Map.of())), 422, "address_not_allowed", "/url");
        assertThat(with(sync, CONFIG, body(Map.of())).statusCode()).isEqualTo(403);
        assertThat(with(admin, TEST, body(Map.of())).statusCode()).isEqualTo(200);
        assertThat(with(sync, TEST, "{}").statusCode()).as("the configured one").isEqualTo(200);
    }

    @Test
    void whatAnotherProcessDoesIsNoticed() {
        http.post(CONFIG, body(Map.of()));
        assertThat(connections.get("default").url()).isEqualTo(odoo.url());
        database.sql("UPDATE odoo_connection SET state = 'paused', paused_reason = 'Credentials were refused.'")
                .update();
        await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> {
            HttpResponse<String> pull = http.post(PULL, "{}");
            assertRefused(pull, 409, "not_configured", "body");
            assertThat(pull.body()).contains("Credentials were refused.");
        });
        assertThat(HubHttp.json(http.get("/api/v1/sync/status"))
                        .at("/data/odoo/status")
                        .asText())
                .isEqualTo("paused");
        http.post(CONFIG, body(Map.of()));
        assertThat(connections.get("default").url())
                .as("saving makes it active")
                .isEqualTo(odoo.url());
    }

    @Test
    void secretsAreSealedAnewAfterARotationAndALostKeysetIsSaid(CapturedOutput output) {
        http.post(CONFIG, body(Map.of()));
        String keyset = Vault.newKeyset();
        ConnectionStore store = new ConnectionStore(database, transaction, vault(keyset), event -> {});
        SealedColumn secrets = new ConnectionsConfiguration().savedSecrets();
        SealedColumns lost = new SealedColumns(database, vault(keyset));
        assertThat(lost.unopenable(secrets)).isEqualTo(1);
        new SecretCare(lost, List.of(secrets), new MockEnvironment()).look();
        assertThat(output.getAll())
                .contains("1 saved Odoo connection(s) cannot be used", "HUB_SECRET_KEYSET")
                .doesNotContain(odoo.apiKey());

        store.save(
                null,
                "default",
                new Credentials(odoo.url(), "db", "admin", Secret.of("s3cret!"), OdooProtocol.AUTO),
                true);
        String withNewKey = Vault.rotated(keyset);
        ConnectionStore rotated = new ConnectionStore(database, transaction, vault(withNewKey), event -> {});
        Object before = row();
        SealedColumns anew = new SealedColumns(database, vault(withNewKey));
        assertThat(anew.reseal(secrets)).isEqualTo(1);
        assertThat(row()).isNotEqualTo(before);
        assertThat(anew.reseal(secrets)).as("once").isZero();
        assertThat(rotated.openDefault().orElseThrow().secret().reveal()).isEqualTo("s3cret!");
        assertThat(lost.unopenable(secrets)).as("the old keyset alone").isEqualTo(1);
    }

    @Test
    void employeesArePulledAndTheLogSaysSo() {
        http.post(CONFIG, body(Map.of()));
        int before = odoo.count("hr.employee");
        for (int i = 0; i < 5; i++) {
            odoo.create("hr.employee", Map.of("name", "Employee " + i, "barcode", "EMP00" + i));
        }
        int all = before + 5;
        JsonNode first = HubHttp.json(http.post(PULL, "{\"limit\": 3}"));
        assertThat(first.path("total").asInt()).as(first.toString()).isEqualTo(3);
        assertThat(first.path("more").asBoolean()).isTrue();
        JsonNode second = HubHttp.json(http.post(PULL, ""));
        assertThat(second.path("more").asBoolean()).isFalse();
        assertThat(second.path("errors").isNull()).isTrue();
        assertThat(first.path("added").asInt() + second.path("added").asInt()).isEqualTo(all);
        assertThat(database.sql("SELECT count(*) FROM persons WHERE person_id LIKE 'EMP00%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(5);
        assertThat(second.path("message").asText()).matches("Synced [0-9]+ employees from Odoo");

        JsonNode logs = HubHttp.json(http.get("/api/v1/logs?category=odoo_sync&limit=20"))
                .path("data");
        assertThat(logs.path(1).path("message").asText()).isEqualTo("Synced employees from Odoo: 3 added, 0 updated");
        JsonNode status = HubHttp.json(http.get("/api/v1/sync/status")).at("/data/odoo");
        assertThat(status.path("configured").asBoolean()).isTrue();
        assertThat(status.path("url").asText()).isEqualTo(odoo.url());
        assertThat(status.path("last_sync_message").asText())
                .isEqualTo(logs.path(0).path("message").asText());
        assertThat(status.path("last_sync").asText()).isNotEmpty();
    }

    @Test
    void aPullFindsEveryChangeDeletedEmployeesIncluded() {
        http.post(CONFIG, body(Map.of()));
        int department = odoo.create("hr.department", Map.of("name", "Assembly"));
        odoo.create("hr.employee", Map.of("name", "Ada", "barcode", "EMP1", "department_id", department));
        int gone = odoo.create("hr.employee", Map.of("name", "Ben", "barcode", "EMP2"));
        http.post(PULL, "");
        odoo.write("hr.department", department, Map.of("name", "Works"));
        odoo.unlink("hr.employee", gone);
        JsonNode again = HubHttp.json(http.post(PULL, "{}"));
        assertThat(again.path("updated").asInt()).as(again.toString()).isEqualTo(1);
        assertThat(again.path("total").asInt()).isEqualTo(odoo.count("hr.employee"));
        assertThat(database.sql("SELECT person_id || ' ' || odoo_status || ' ' || coalesce(department, '')"
                                + " FROM persons WHERE person_id LIKE 'EMP%' ORDER BY 1")
                        .query(String.class)
                        .list())
                .containsExactly("EMP1 linked Works", "EMP2 deleted ");
    }

    @Test
    void credentialsInAPullAreForThatCallAndForTheSameOdoo() {
        http.post(CONFIG, body(Map.of()));
        odoo.create("hr.employee", Map.of("name", "Once", "barcode", "ONCE1"));
        HttpResponse<String> other =
                http.post(PULL, body(Map.of("url", environment.url(), "db", environment.database())));
        assertRefused(other, 409, "another_odoo", "/url");
        assertRefused(http.post(PULL, body(Map.of("password", "guess"))), 422, "refused", "/password");
        String key = odoo.addUser("other", "other", Rights.all());
        odoo.calls().clear();
        JsonNode pulled = HubHttp.json(http.post(PULL, body(Map.of("username", "other", "password", key))));
        assertThat(pulled.path("success").asBoolean()).as(pulled.toString()).isTrue();
        assertThat(database.sql("SELECT count(*) FROM persons WHERE person_id = 'ONCE1'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(saved()).as("still the one").isEqualTo(1);
        assertThat(connections.get("default").secret().reveal()).isEqualTo(odoo.apiKey());
    }

    private HttpResponse<String> test(Map<String, String> changes) {
        return http.post(TEST, body(changes));
    }

    private HttpResponse<String> with(String key, String path, String body) {
        return http.send(http.anonymous(path)
                .header("X-API-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private String body(Map<String, String> changes) {
        Map<String, String> body = new TreeMap<>(Map.of(
                "url", odoo.url(), "db", odoo.database(), "username", odoo.username(), "password", odoo.apiKey()));
        body.putAll(new HashMap<>(changes));
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private long saved() {
        return database.sql("SELECT count(*) FROM odoo_connection")
                .query(Long.class)
                .single();
    }

    private Object row() {
        return database.sql("SELECT c::text FROM odoo_connection c").query().singleValue();
    }

    private static Vault vault(String keyset) {
        return new Vault(new SecretSettings(keyset, null));
    }

    private void assertRefused(HttpResponse<String> answer, int status, String code, String field) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = HubHttp.json(answer);
        assertThat(problem.path("success").isBoolean()).isTrue();
        assertThat(problem.path("errors").findValues("code"))
                .extracting(JsonNode::asText)
                .containsExactly(code);
        assertThat(problem.path("errors").findValues("field"))
                .extracting(JsonNode::asText)
                .containsExactly(field);
        assertThat(answer.body()).doesNotContain(List.of(odoo.apiKey(), "guess"));
    }
}
