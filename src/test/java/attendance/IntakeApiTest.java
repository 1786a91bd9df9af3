package attendance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Attendances come in as JSON: each row is answered, good rows go through, and none is taken twice. */
class IntakeApiTest extends IntakeScene {
    @Test
    void anEventInAndAnEventOutBecomeOneAttendanceInTheOutbox() {
        JsonNode in = send(200, """
                {"person_id":"EMP001","type":"in","time":"2025-01-15T08:30:00+01:00","terminal":"gate-1"}""");
        assertThat(in.path("success").asBoolean()).isTrue();
        assertThat(row(in, 0)).startsWith("0 accepted");

        JsonNode out = send(200, """
                [{"person_id":"EMP001","type":"out","time":"2025-01-15 17:00:00.7+0100"}]""");

        assertThat(out.at("/results/0/attendance_id")).isEqualTo(in.at("/results/0/attendance_id"));
        assertThat(stays()).containsExactly("EMP001 2025-01-15T07:30:00Z 2025-01-15T16:00:00Z");
        assertThat(outbox()).containsExactly("waiting null");
        assertThat(jdbc.sql("SELECT position FROM outbox").query(Long.class).single())
                .isEqualTo(Instant.parse("2025-01-15T07:30:00Z").getEpochSecond());
    }

    @Test
    void eachRowIsAnsweredAndGoodRowsGoThrough() {
        String future = Instant.now().plusSeconds(3600).toString();
        JsonNode answer = send(200, """
                [{"person_id":"EMP001","type":"in","time":"2025-01-15T08:00:00Z","idempotency_key":"k1"},
                 {"person_id":"EMP001","type":"in","time":"2025-01-15T08:00:00Z"},
                 {"person_id":"EMP001","type":"out","time":"2025-01-15T09:00:00Z","idempotency_key":"k1"},
                 {"person_id":"NOBODY","type":"in","time":"2025-01-15T08:00:00Z"},
                 {"person_id":"EMP002","type":"out","time":"2025-01-15T08:00:00Z"},
                 {"person_id":"EMP002","check_in":"2025-01-16T08:00:00Z","check_out":"2025-01-18T00:00:00Z"},
                 {"person_id":"EMP002","check_in":"2025-01-19T08:00:00Z","check_out":"2025-01-19T07:00:00Z"},
                 {"person_id":"EMP002","type":"in","time":"FUTURE"},
                 {"person_id":"EMP002","type":"in","time":"2025-01-15T08:00:00"},
                 {"person_id":"EMP002","type":"came","time":"2025-01-15T08:00:00Z"},
                 {"person_id":"","type":"in","time":"2025-01-15T08:00:00Z"},
                 {"person_id":"EMP002"}, 7, {"person_id":"EMP002","typ":"in"},
                 {"person_id":"EMP002","type":"in","time":["2025"]},
                 {"person_id":"A\\u0000B","type":"in","time":"2025-01-15T08:00:00Z"}]""".replace("FUTURE", future));

        assertThat(answer.path("success").asBoolean()).isFalse();
        assertThat(rows(answer))
                .containsExactly(
                        "0 accepted null",
                        "1 duplicate null",
                        "2 rejected key-reused",
                        "3 dead_letter unknown-employee",
                        "4 dead_letter check-out-without-check-in",
                        "5 dead_letter shift-too-long",
                        "6 dead_letter check-out-before-check-in",
                        "7 rejected future",
                        "8 rejected zone-missing",
                        "9 rejected type",
                        "10 rejected person-missing",
                        "11 rejected time-missing",
                        "12 rejected form",
                        "13 rejected unknown-member",
                        "14 rejected form",
                        "15 rejected text");
        answer.path("results").forEach(result -> {
            if (!result.path("reason").isNull()) {
                assertThat(result.path("message").asText())
                        .as(result.toString())
                        .endsWith(".");
            }
        });
        assertThat(answer.at("/results/3/message").asText()).startsWith("Employee not found: NOBODY. ");
        assertThat(answer.path("message").asText())
                .isEqualTo("1 accepted, 1 known already, 4 dead letters, 10 rejected");
        assertThat(outbox())
                .containsExactlyInAnyOrder(
                        "waiting null",
                        "dead unknown-employee",
                        "dead check-out-without-check-in",
                        "dead shift-too-long",
                        "dead check-out-before-check-in");
    }

    @Test
    void whatIsNoEventAtAllIsRefusedAndNothingIsStored() {
        assertThat(http.post(EVENTS, "[{\"person_id\":\"EMP001\",\"type\":\"in\",\"time\":\"2025-01-15T08:00:00Z\"},{")
                        .statusCode())
                .isEqualTo(400);
        assertThat(http.send(http.admin(EVENTS)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(
                                        "[{\"person_id\":\"\u00c9mile\"}]".getBytes(StandardCharsets.ISO_8859_1))))
                        .statusCode())
                .isEqualTo(400);
        for (String wrong : List.of("7", "\"in\"", "{} {}", "nothing")) {
            HttpResponse<String> answer = http.post(EVENTS, wrong);
            assertThat(answer.statusCode()).as(wrong + answer.body()).isIn(400, 422);
        }
        assertThat(http.send(http.admin(EVENTS)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(422, "[{\"person_id\":\"EMP001\"}]").path("rejected").asInt())
                .isEqualTo(1);
        assertThat(send(200, "[]").path("results")).isEmpty();
        assertThat(stays()).isEmpty();
    }

    @Test
    void tenThousandEventsAreTakenAndOneMoreIsNot() {
        List<String> events = new ArrayList<>();
        IntStream.range(0, 10_000)
                .forEach(i -> events.add("{\"person_id\":\"EMP00" + (1 + i % 2) + "\",\"type\":\""
                        + (i % 4 < 2 ? "in" : "out")
                        + "\",\"time\":\"" + Instant.ofEpochSecond(1_700_000_000 + i / 2 * 60L) + "\",\"terminal\":\""
                        + "a terminal with a very long name so that the body becomes long as well".repeat(2)
                        + "\"}"));
        JsonNode answer = send(200, "[" + String.join(",", events) + "]");
        assertThat(answer.path("accepted").asInt()).isEqualTo(10_000);
        assertThat(stays()).hasSize(5_000).noneMatch(stay -> stay.contains("null"));

        events.add(events.get(0));
        assertThat(http.post(EVENTS, "[" + String.join(",", events) + "]").statusCode())
                .isEqualTo(413);
    }

    @Test
    void tenMegabytesAreAnsweredInTime() {
        String big = "[{\"person_id\":\"EMP001\",\"type\":\"in\",\"time\":\"2025-01-15T08:00:00Z\"},{\"person_id\":\""
                + "x".repeat(10_000_000) + "\",\"type\":\"in\",\"time\":\"2025-01-15T08:00:00Z\"}]";
        assertThat(rows(send(200, big))).containsExactly("0 accepted null", "1 rejected text");
        assertThat(http.post(EVENTS, "[\"" + "x".repeat(17_000_000) + "\"]").statusCode())
                .isEqualTo(413);
    }
}
