package flows;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import accounts.ApiKeys;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.HubHttp;
import hub.HubTest;
import hub.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The three scenarios of the attendance guide, over REST with its JSON, and what Odoo holds of them then. */
@HubTest
abstract class GuideScenarios {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BADGE = "HUBGUIDE";

    /** What the guide's requests hold of an Odoo. */
    record Coordinates(String url, String db, String username, String password) {}

    @LocalServerPort
    int port;

    @Autowired
    ApiKeys keys;

    @Autowired
    DataSource dataSource;

    @Autowired
    ProducerTemplate template;

    HubHttp http;
    String key;
    long employee;

    abstract Coordinates odoo();

    @BeforeEach
    void configure() {
        TestDatabase.clean(dataSource);
        http = new HubHttp(port);
        key = keys.create("guide", Set.of("admin"), Duration.ofDays(1), "test").secret();
        String config = text(Map.of(
                "url", odoo().url(), "db", odoo().db(), "username", odoo().username(), "password", odoo().password()));
        JsonNode saved = json(post("/sync/odoo/config", config));
        assertThat(saved.path("success").asBoolean()).as(saved.toString()).isTrue();
        assertThat(saved.path("message").asText()).isEqualTo("Odoo configuration saved successfully");
        remove();
        employee = call("hr.employee/create", "{\"name\": \"Odoo-hub guide\", \"barcode\": \"" + BADGE + "\"}")
                .get(0)
                .asLong();
    }

    @AfterEach
    void remove() {
        JsonNode there = call("hr.employee/search", null, "CamelOdooDomain", "[[\"barcode\",\"=\",\"" + BADGE + "\"]]");
        for (JsonNode id : there) {
            JsonNode stays =
                    call("hr.attendance/search", null, "CamelOdooDomain", "[[\"employee_id\",\"=\"," + id + "]]");
            if (!stays.isEmpty()) {
                call("hr.attendance/unlink", stays.toString());
            }
            call("hr.employee/unlink", "[" + id + "]");
        }
    }

    @Test
    void initialSetup() {
        JsonNode config = json(get("/sync/odoo/config"));
        assertThat(config.path("configured").asBoolean()).isTrue();
        assertThat(config.at("/config/password").asText()).isEqualTo("***********");
        int total = pullAll(() -> {
            JsonNode pulled = json(post("/sync/odoo/pull", null));
            assertThat(pulled.path("success").asBoolean()).as(pulled.toString()).isTrue();
            assertThat(pulled.path("added").asInt())
                    .isPositive()
                    .isEqualTo(pulled.path("total").asInt());
            assertThat(pulled.path("updated").asInt()).isZero();
            assertThat(pulled.path("message").asText())
                    .isEqualTo("Synced " + pulled.path("total").asInt() + " employees from Odoo");
            return pulled.path("total").asInt();
        });
        JsonNode status = json(get("/sync/status")).at("/data/odoo");
        assertThat(status.path("status").asText()).isEqualTo("configured");
        assertThat(status.path("last_sync_message").asText())
                .isEqualTo("Synced employees from Odoo: " + total + " added, 0 updated");
        JsonNode persons = json(get("/persons?search=" + BADGE)).path("data");
        assertThat(persons.findValues("person_id")).extracting(JsonNode::asText).containsExactly(BADGE);
    }

    @Test
    void dailyPush() {
        post("/sync/odoo/pull", null);
        Instant came = Instant.now().minusSeconds(60);
        assertThat(post("/attendance", event("in", came.toString())).statusCode())
                .isEqualTo(200);
        assertThat(json(get("/attendance/today")).path("data").findValues("person_id"))
                .extracting(JsonNode::asText)
                .contains(BADGE);
        String today = LocalDate.ofInstant(came, ZoneOffset.UTC).toString();
        JsonNode pushed = push(today, today);
        assertThat(pushed.path("message").asText()).isEqualTo("Pushed 1 attendance record");
        assertThat(pushed.path("pushed").asInt()).isEqualTo(1);
        assertThat(pushed.path("failed").asInt()).isZero();
        assertThat(pushed.path("errors").isNull()).isTrue();
        String held = came.toString().substring(0, 19).replace('T', ' ') + " -";
        assertHeld(held);
        assertThat(push(today, today).path("pushed").asInt())
                .as("nothing twice")
                .isZero();
        assertHeld(held);
    }

    @Test
    void monthlySync() {
        post("/sync/odoo/pull", null);
        for (int day = 10; day < 13; day++) {
            post("/attendance", event("in", "2025-01-" + day + "T08:30:00+01:00"));
            post("/attendance", event("out", "2025-01-" + day + "T17:00:00+01:00"));
        }
        post("/attendance", event("in", "2025-01-20T08:30:00+01:00").replace(BADGE, "EMP999"));
        JsonNode pushed = push("2025-01-01", "2025-01-31");
        assertThat(pushed.path("pushed").asInt()).as(pushed.toString()).isEqualTo(3);
        assertThat(pushed.path("failed").asInt()).isEqualTo(1);
        assertThat(pushed.path("total").asInt()).isEqualTo(4);
        assertThat(pushed.path("message").asText()).isEqualTo("Pushed 3 attendance records, 1 failed");
        assertThat(pushed.path("errors").path(0).asText()).contains("EMP999");
        assertHeld(
                "2025-01-10 07:30:00 2025-01-10 16:00:00",
                "2025-01-11 07:30:00 2025-01-11 16:00:00",
                "2025-01-12 07:30:00 2025-01-12 16:00:00");
        JsonNode logs = json(get("/logs?category=odoo_sync&limit=20")).path("data");
        assertThat(logs.path(0).path("message").asText()).isEqualTo("Pushed 3 attendance records, 1 failed");
    }

    private JsonNode push(String from, String to) {
        return json(post("/sync/odoo/push", text(Map.of("start_date", from, "end_date", to))));
    }

    /** The first pull of employees; how many there are. */
    int pullAll(IntSupplier pull) {
        return pull.getAsInt();
    }

    /** Odoo holds these attendances of the employee and no others: check-in and check-out, which is a dash while open. */
    void assertHeld(String... stays) {
        List<String> held = new ArrayList<>();
        call(
                        "hr.attendance/search_read?fields=check_in,check_out",
                        null,
                        "CamelOdooDomain",
                        "[[\"employee_id\",\"=\"," + employee + "]]")
                .forEach(stay -> held.add(stay.path("check_in").asText() + " "
                        + (stay.path("check_out").isTextual()
                                ? stay.path("check_out").asText()
                                : "-")));
        assertThat(held).containsExactlyInAnyOrder(stays);
    }

    private static String event(String type, String time) {
        return text(Map.of("person_id", BADGE, "type", type, "time", time));
    }

    private JsonNode call(String what, String body, String... header) {
        Map<String, Object> headers = header.length == 0 ? Map.of() : Map.of(header[0], header[1]);
        String answer = template.requestBodyAndHeaders("odoo:" + what, body, headers, String.class);
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private HttpResponse<String> get(String path) {
        return http.send(http.anonymous("/api/v1" + path).header("X-API-Key", key));
    }

    private HttpResponse<String> post(String path, String body) {
        return http.send(http.anonymous("/api/v1" + path)
                .header("X-API-Key", key)
                .header("Content-Type", "application/json")
                .POST(body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private static String text(Map<String, String> members) {
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
