package connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import practice.orm.Rights;

/** Attendances pushed with credentials for one call, beside a saved connection that may only read. */
class OdooConfigPushTest extends OdooConfigScene {
    private static final String PUSH = "/api/v1/sync/odoo/push";

    @Test
    void credentialsInAPushAreForThatCallAndForTheSameOdoo() {
        String reader = odoo.addUser("reader", "reader", Rights.readOnly());
        http.post(CONFIG, body(Map.of("username", "reader", "password", reader)));
        int employee = odoo.create("hr.employee", Map.of("name", "Once", "barcode", "ONCE1"));
        http.post(PULL, "");
        told(1);

        assertRefused(
                push(1, Map.of("url", environment.url(), "db", environment.database())), 409, "another_odoo", "/url");
        assertRefused(push(1, Map.of("password", "guess")), 422, "refused", "/password");
        assertThat(odoo.count("hr.attendance")).isZero();
        assertThat(waiting()).as("nothing happened to it").isEqualTo(1);

        JsonNode pushed = HubHttp.json(push(1, Map.of()));
        assertThat(pushed.path("message").asText()).as(pushed.toString()).isEqualTo("Pushed 1 attendance record");
        assertThat(odoo.ids("hr.attendance")).singleElement().satisfies(id -> assertThat(
                        odoo.record("hr.attendance", id))
                .containsEntry("employee_id", employee)
                .containsEntry("check_in", Instant.parse("2026-03-01T08:00:00Z"))
                .containsEntry("check_out", Instant.parse("2026-03-01T17:00:00Z")));
        assertThat(saved()).as("still the one").isEqualTo(1);
        assertThat(connections.get("default").secret().reveal()).isEqualTo(reader);

        told(2);
        JsonNode refused = HubHttp.json(http.post(PUSH, days(2) + "}"));
        assertThat(refused.path("message").asText())
                .as("over the saved connection: " + refused)
                .isEqualTo("Pushed 0 attendance records, 1 failed");
        assertThat(database.sql("SELECT cause FROM outbox").query(String.class).list())
                .containsExactly("access");
        assertThat(odoo.count("hr.attendance")).isEqualTo(1);
    }

    @Test
    void aPushByDatesPushesTheseDaysAlone() {
        http.post(CONFIG, body(Map.of()));
        odoo.create("hr.employee", Map.of("name", "Once", "barcode", "ONCE1"));
        odoo.create("hr.employee", Map.of("name", "Other", "barcode", "ONCE2"));
        http.post(PULL, "");
        told(3);
        told(2, "ONCE2");
        told(4);
        JsonNode pushed = HubHttp.json(push(3, Map.of()));
        assertThat(pushed.path("message").asText()).isEqualTo("Pushed 1 attendance record");
        assertThat(odoo.ids("hr.attendance")).singleElement().satisfies(id -> assertThat(
                        odoo.record("hr.attendance", id))
                .containsEntry("check_in", Instant.parse("2026-03-03T08:00:00Z")));
        assertThat(waiting()).as("neither what came later nor others").isEqualTo(2);
        assertThat(HubHttp.json(push(2, Map.of())).path("message").asText()).isEqualTo("Pushed 1 attendance record");
        assertThat(waiting()).isEqualTo(1);
    }

    private void told(int day) {
        told(day, "ONCE1");
    }

    private void told(int day, String person) {
        HttpResponse<String> told = http.post("/api/v1/attendance", """
                {"person_id": "%2$s", "check_in": "2026-03-0%1$dT08:00:00Z", "check_out": "2026-03-0%1$dT17:00:00Z"}
                """.formatted(day, person));
        assertThat(told.statusCode()).as(told.body()).isLessThan(300);
    }

    private HttpResponse<String> push(int day, Map<String, String> changes) {
        return http.post(PUSH, days(day) + body(changes).replaceFirst("\\{", ","));
    }

    private static String days(int day) {
        return "{\"start_date\":\"2026-03-0%1$d\",\"end_date\":\"2026-03-0%1$d\"".formatted(day);
    }

    private long waiting() {
        return database.sql("SELECT count(*) FROM outbox WHERE status = 'waiting' AND attempts = 0")
                .query(Long.class)
                .single();
    }
}
