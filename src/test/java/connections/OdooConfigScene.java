package connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.HubHttp;
import hub.HubTest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import odoo.OdooConnections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;

/** The hub's own connection over REST, to an Odoo beside that of the environment. */
@HubTest
@ExtendWith(OutputCaptureExtension.class)
abstract class OdooConfigScene {
    static final String PASSWORD = "sesame, open up";
    static final String CONFIG = "/api/v1/sync/odoo/config";
    static final String TEST = "/api/v1/sync/odoo/test";
    static final String PULL = "/api/v1/sync/odoo/pull";
    static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    OdooConnections connections;

    @Autowired
    PracticeOdoo environment;

    HubHttp http;
    PracticeOdoo odoo;

    @BeforeEach
    void start() {
        http = new HubHttp(port);
        odoo = PracticeOdoo.builder().version(19).start();
        odoo.changePassword(PASSWORD);
        database.sql("TRUNCATE persons, person_badge, attendance, outbox, sync_flow, sync_run, activity_log CASCADE")
                .update();
        database.sql("DELETE FROM odoo_sign_in").update();
    }

    @AfterEach
    void nothingSaved() {
        odoo.close();
        http.send(http.admin(CONFIG).DELETE());
    }

    String body(Map<String, String> changes) {
        Map<String, String> body = new TreeMap<>(Map.of(
                "url", odoo.url(), "db", odoo.database(), "username", odoo.username(), "password", odoo.apiKey()));
        body.putAll(new HashMap<>(changes));
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    long saved() {
        return database.sql("SELECT count(*) FROM odoo_connection")
                .query(Long.class)
                .single();
    }

    void assertRefused(HttpResponse<String> answer, int status, String code, String field) {
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
