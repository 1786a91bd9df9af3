package attendance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import hub.HubTest;
import hub.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What terminals send over REST, good and bad, and what is stored of it. */
@HubTest
class IntakeApiTest {
    private static final String EVENTS = "/api/v1/attendance";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestDatabase database;

    private HubHttp http;

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

    @Test
    void csvIsReadWhateverItsDress() {
        String comma = "person_id,type,time,terminal\r\n\"EMP001\",in,2025-01-15T08:00:00Z,\"gate, \"\"1\"\"\"\r\n\r\n"
                + "EMP001,out,2025-01-15T09:00:00Z,\r\n";
        assertThat(rows(csv(200, comma.getBytes(StandardCharsets.UTF_8), "text/csv")))
                .containsExactly("2 accepted null", "4 accepted null");
        assertThat(jdbc.sql("SELECT terminal FROM attendance")
                        .query(String.class)
                        .single())
                .isEqualTo("gate, \"1\"");
        String semicolon = "\uFEFFTime;Person_ID;Type\n2025-01-16T08:00:00Z;EMP001;IN\n";
        assertThat(rows(csv(200, semicolon.getBytes(StandardCharsets.UTF_8), "text/csv; charset=utf-8")))
                .containsExactly("2 accepted null");
        String stays = "person_id\tcheck_in\tcheck_out\nÉmile\t2025-01-17T08:00:00Z\t2025-01-17T09:00:00Z\n";
        for (Charset charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8)) {
            csv(200, stays.getBytes(charset), "text/csv; charset=" + charset);
        }
        csv(200, ("\uFEFF" + stays).getBytes(StandardCharsets.UTF_16LE), "text/csv");
        assertThat(stays())
                .containsExactly(
                        "EMP001 2025-01-15T08:00:00Z 2025-01-15T09:00:00Z",
                        "EMP001 2025-01-16T08:00:00Z null",
                        "Émile 2025-01-17T08:00:00Z 2025-01-17T09:00:00Z");
    }

    @Test
    void badLinesOfCsvAreAnsweredByNumberAndGoodOnesGoThrough() {
        String file = "person_id;type;time\n"
                + "EMP001;in;2025-01-15T08:00:00Z\n"
                + "\"EMP001;out;2025-01-15T09:00:00Z\n"
                + "EMP001;out\n"
                + "EMP001;out;2025-01-15T10:00:00\n"
                + "\u00c9mile;in;2025-01-15T08:00:00Z\n"
                + "NOBODY;in;2025-01-15T08:00:00Z\n"
                + "EMP001;out;2025-01-15T09:30:00Z";
        assertThat(rows(csv(200, file.getBytes(StandardCharsets.ISO_8859_1), "text/csv")))
                .containsExactly(
                        "2 accepted null",
                        "3 rejected quotes",
                        "4 rejected columns",
                        "5 rejected zone-missing",
                        "6 rejected encoding",
                        "7 dead_letter unknown-employee",
                        "8 accepted null");
        assertThat(rows(csv(422, "person_id,type,when\nEMP001,in,now\n".getBytes(StandardCharsets.UTF_8), "text/csv")))
                .containsExactly("1 rejected unknown-column");
        csv(400, "\n\n".getBytes(StandardCharsets.UTF_8), "text/csv");
        csv(415, "person_id\n".getBytes(StandardCharsets.UTF_8), "text/csv; charset=klingon");
        csv(415, "person_id\n".getBytes(StandardCharsets.UTF_8), "application/xml");
    }

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

    private JsonNode send(int status, String json) {
        HttpResponse<String> answer = http.post(EVENTS, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return HubHttp.json(answer);
    }

    private JsonNode csv(int status, byte[] file, String contentType) {
        HttpResponse<String> answer = http.send(http.admin(EVENTS + "/import")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(file)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return HubHttp.json(answer);
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

    private static List<String> rows(JsonNode answer) {
        return IntStream.range(0, answer.path("results").size())
                .mapToObj(i -> row(answer, i))
                .collect(Collectors.toList());
    }

    private static String row(JsonNode answer, int i) {
        JsonNode result = answer.path("results").path(i);
        return result.path(result.has("line") ? "line" : "index").asText() + " "
                + result.path("status").asText() + " " + result.path("reason").asText();
    }

    private List<String> outbox() {
        return jdbc.sql("SELECT concat_ws(' ', status, coalesce(cause, 'null')) FROM outbox ORDER BY id")
                .query(String.class)
                .list();
    }

    private List<String> stays() {
        List<String> stays = new ArrayList<>();
        for (Map<String, Object> row : jdbc.sql("SELECT person_id, check_in, check_out FROM attendance ORDER BY at, id")
                .query()
                .listOfRows()) {
            stays.add(row.get("person_id") + " " + instant(row.get("check_in")) + " " + instant(row.get("check_out")));
        }
        return stays;
    }

    private static Object instant(Object timestamp) {
        return timestamp == null ? null : ((java.sql.Timestamp) timestamp).toInstant();
    }
}
