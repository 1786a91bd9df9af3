package attendance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What came in is listed, found, corrected and voided by hand. */
class AttendanceListsTest extends IntakeScene {
    @Test
    void listsShowWhatThereIs() {
        send(200, """
                [{"person_id":"EMP001","check_in":"2025-01-15T08:00:00Z","check_out":"2025-01-15T16:30:00Z"},
                 {"person_id":"EMP001","check_in":"2025-01-16T08:00:00Z","check_out":"2025-01-16T16:00:00Z"},
                 {"person_id":"EMP002","check_in":"2025-01-16T23:59:59Z","check_out":"2025-01-17T06:00:00Z"},
                 {"person_id":"NOBODY","check_in":"2025-01-17T08:00:00Z"}]""");
        assertThat(times(get("?from=2025-01-16&to=2025-01-16")))
                .containsExactly("2025-01-16T23:59:59+00:00", "2025-01-16T08:00:00+00:00");
        assertThat(times(get("?person_id=EMP001&from=2025-01-16"))).containsExactly("2025-01-16T08:00:00+00:00");
        assertThat(times(get("?status=dead_letter"))).containsExactly("2025-01-17T08:00:00+00:00");
        JsonNode first = get("?limit=3");
        assertThat(times(get("?limit=3&before=" + first.path("next").asLong())))
                .containsExactly("2025-01-15T08:00:00+00:00");
        assertThat(get("?person_id=EMP001&to=2025-01-15").at("/data/0")).satisfies(row -> assertThat(row.toString())
                .contains(
                        "\"name\":\"Ada\"",
                        "\"department\":\"Works\"",
                        "\"duration_minutes\":510",
                        "\"status\":\"waiting\""));
        assertThat(http.get(EVENTS + "?from=15.01.2025").statusCode()).isEqualTo(400);

        send(200, "{\"person_id\":\"EMP002\",\"type\":\"in\",\"time\":\"" + Instant.now() + "\"}");
        JsonNode today = get("/today");
        assertThat(today.path("total").asInt()).isEqualTo(1);
        assertThat(today.path("present").asInt()).isEqualTo(1);
        assertThat(today.at("/data/0/person_id").asText()).isEqualTo("EMP002");
    }

    @Test
    void personsAreFoundByAnyBadge() {
        jdbc.sql("INSERT INTO person_badge (badge, person) SELECT 'OLD/1', id FROM persons WHERE person_id = 'EMP001'")
                .update();
        JsonNode all = HubHttp.json(http.get("/api/v1/persons?limit=1"));
        assertThat(all.path("success").asBoolean()).isTrue();
        assertThat(all.path("total").asInt()).isEqualTo(2);
        assertThat(all.at("/data/0/person_id").asText()).isEqualTo("EMP001");
        assertThat(HubHttp.json(http.get("/api/v1/persons?search=ben&after="
                                + all.path("next").asLong()))
                        .at("/data/0/name")
                        .asText())
                .isEqualTo("Ben");
        assertThat(HubHttp.json(http.get("/api/v1/persons/EMP002"))
                        .at("/data/badges/0")
                        .asText())
                .isEqualTo("EMP002");
        assertThat(http.get("/api/v1/persons/NOBODY").statusCode()).isEqualTo(404);
    }

    @Test
    void anAttendanceIsCorrectedAndVoidedByHand() {
        long id = send(200, "{\"person_id\":\"EMP001\",\"type\":\"in\",\"time\":\"2025-01-15T08:00:00Z\"}")
                .at("/results/0/attendance_id")
                .asLong();
        JsonNode corrected = change("PATCH", id, "{\"check_out\":\"2025-01-15T12:00:00+01:00\"}", 200);
        assertThat(corrected.at("/data/check_out").asText()).isEqualTo("2025-01-15T11:00:00+00:00");
        // The terminal's own word of it comes late, and is known.
        assertThat(rows(send(200, """
                        [{"person_id":"EMP001","type":"in","time":"2025-01-15T08:00:00Z"},
                         {"person_id":"EMP001","type":"out","time":"2025-01-15T11:00:00Z"}]"""))).containsExactly("0 duplicate null", "1 duplicate null");
        long other = send(200, "{\"person_id\":\"EMP001\",\"type\":\"in\",\"time\":\"2025-01-15T13:00:00Z\"}")
                .at("/results/0/attendance_id")
                .asLong();
        change("PATCH", other, "{\"check_in\":\"2025-01-15T08:00:00Z\"}", 409);
        change("PATCH", other, "{\"check_in\":\"soon\"}", 400);
        change("PATCH", 999_999, "{\"check_in\":\"2025-01-15T08:00:00Z\"}", 404);
        change("PATCH", other, "{}", 400);

        change("DELETE", other, null, 400);
        assertThat(http.send(http.admin(EVENTS + "/" + other + "?reason=a%20test")
                                .DELETE())
                        .statusCode())
                .isEqualTo(200);
        assertThat(http.send(http.admin(EVENTS + "/" + other + "?reason=a%20test")
                                .DELETE())
                        .statusCode())
                .isEqualTo(404);
        assertThat(rows(send(200, "{\"person_id\":\"EMP001\",\"type\":\"in\",\"time\":\"2025-01-15T13:00:00Z\"}")))
                .containsExactly("0 duplicate null");
        assertThat(times(get("?status=void"))).containsExactly("2025-01-15T13:00:00+00:00");
        assertThat(outbox()).containsExactly("waiting null");
        assertThat(jdbc.sql("SELECT act || ' ' || actor FROM outbox_audit ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly("changed admin", "voided admin");
    }

    private JsonNode change(String method, long id, String json, int status) {
        HttpResponse<String> answer = http.send(http.admin(EVENTS + "/" + id)
                .header("Content-Type", "application/json")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return HubHttp.json(answer);
    }

    private JsonNode get(String query) {
        HttpResponse<String> answer = http.get(EVENTS + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return HubHttp.json(answer);
    }

    private static List<String> times(JsonNode answer) {
        List<String> times = new ArrayList<>();
        answer.path("data").forEach(row -> times.add(row.path("check_in").asText()));
        return times;
    }
}
