package attendance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import hub.HubTest;
import hub.TestDatabase;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Attendances sent over REST, for two employees. */
@HubTest
abstract class IntakeScene {
    static final String EVENTS = "/api/v1/attendance";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestDatabase database;

    HubHttp http;

    @BeforeEach
    void start() {
        http = new HubHttp(port);
        database.clean();
        jdbc.sql(
                        "INSERT INTO persons (person_id, name, odoo_employee_id, department) VALUES ('EMP001', 'Ada', 11, 'Works'),"
                                + " ('EMP002', 'Ben', 12, NULL)")
                .update();
        jdbc.sql("INSERT INTO person_badge (badge, person) SELECT person_id, id FROM persons")
                .update();
    }

    JsonNode send(int status, String json) {
        HttpResponse<String> answer = http.post(EVENTS, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return HubHttp.json(answer);
    }

    static List<String> rows(JsonNode answer) {
        return IntStream.range(0, answer.path("results").size())
                .mapToObj(i -> row(answer, i))
                .collect(Collectors.toList());
    }

    static String row(JsonNode answer, int i) {
        JsonNode result = answer.path("results").path(i);
        return result.path(result.has("line") ? "line" : "index").asText() + " "
                + result.path("status").asText() + " " + result.path("reason").asText();
    }

    List<String> outbox() {
        return jdbc.sql("SELECT concat_ws(' ', status, coalesce(cause, 'null')) FROM outbox ORDER BY id")
                .query(String.class)
                .list();
    }

    List<String> stays() {
        List<String> stays = new ArrayList<>();
        for (Map<String, Object> row : jdbc.sql("SELECT person_id, check_in, check_out FROM attendance ORDER BY at, id")
                .query()
                .listOfRows()) {
            stays.add(row.get("person_id") + " " + instant(row.get("check_in")) + " " + instant(row.get("check_out")));
        }
        return stays;
    }

    static Object instant(Object timestamp) {
        return timestamp == null ? null : ((java.sql.Timestamp) timestamp).toInstant();
    }
}
