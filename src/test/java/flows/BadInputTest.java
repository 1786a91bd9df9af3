package flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What terminals get wrong: each row is answered with its number and reason, and Odoo gets the good ones. */
class BadInputTest extends PushTest {
    private static final String EVENTS = "/api/v1/attendance";
    private static final String TOMORROW = Instant.now().plusSeconds(86_400).toString();

    /** Who, what, when, and what is answered. Employees are EMP1 and EMP2. */
    private static final String[][] ROWS = {
        {"EMP1", "in", "2025-01-15T08:00:00+01:00", "accepted null"},
        {"NOBODY", "in", "2025-01-15T08:00:00Z", "dead_letter unknown-employee"},
        {"EMP1", "in", TOMORROW, "rejected future"},
        {"EMP1", "in", "2025-01-15T12:00:00", "rejected zone-missing"},
        {"EMP1", "out", "2025-01-15T17:00:00+01:00", "accepted null"},
        // The clock goes back at three: half past two is twice.
        {"EMP1", "in", "2025-10-26T02:30:00[Europe/Paris]", "rejected time-ambiguous"},
        {"EMP1", "in", "2025-10-26T02:30:00+02:00", "accepted null"},
        {"EMP1", "out", "2025-10-26T02:30:00+01:00", "accepted null"},
        // It goes forward at two: half past two is not at all.
        {"EMP1", "in", "2025-03-30T02:30:00[Europe/Paris]", "rejected time-skipped"},
        // Forty hours.
        {"EMP2", "in", "2025-02-03T08:00:00Z", "dead_letter shift-too-long"},
        {"EMP2", "out", "2025-02-05T00:00:00Z", "dead_letter shift-too-long"},
        // Came and went in one second; and the same again, with parts of the second.
        {"EMP2", "in", "2025-02-06T08:00:00Z", "accepted null"},
        {"EMP2", "out", "2025-02-06T08:00:00Z", "accepted null"},
        {"EMP2", "in", "2025-02-06T08:00:00.900Z", "duplicate null"},
        {"EMP2", "in", "yesterday", "rejected time-unreadable"},
    };

    private static final String[] IN_ODOO = {
        "EMP1 2025-01-15T07:00:00Z 2025-01-15T16:00:00Z",
        "EMP1 2025-10-26T00:30:00Z 2025-10-26T01:30:00Z",
        "EMP2 2025-02-06T08:00:00Z 2025-02-06T08:00:00Z"
    };

    @LocalServerPort
    int port;

    private HubHttp http;

    @BeforeEach
    void employees() {
        http = new HubHttp(port);
        person("EMP1");
        person("EMP2");
    }

    @Test
    void asJsonEachRowIsAnsweredByItsIndex() {
        List<String> rows = new ArrayList<>();
        for (String[] row : ROWS) {
            rows.add("{\"person_id\":\"%s\",\"type\":\"%s\",\"time\":\"%s\"}".formatted(row[0], row[1], row[2]));
        }
        assertAnswered(http.post(EVENTS, "[" + String.join(",", rows) + "]"), "index", 0);
    }

    @Test
    void asCsvWithByteOrderMarkAndSemicolonsEachRowIsAnsweredByItsLine() {
        StringBuilder file = new StringBuilder("\uFEFFperson_id;type;time\r\n");
        for (String[] row : ROWS) {
            file.append(String.join(";", row[0], row[1], row[2])).append("\r\n");
        }
        assertAnswered(csv(file.toString(), StandardCharsets.UTF_8, "text/csv"), "line", 2);
    }

    @Test
    void asCsvWithQuotesAndAnotherEncodingEachRowIsAnsweredByItsLine() {
        StringBuilder file = new StringBuilder("\"terminal\",\"time\",\"person_id\",\"type\"\n");
        for (String[] row : ROWS) {
            file.append("\"T\u00fcr \"\"1\"\", S\u00fcd\",\"%s\",%s,\"%s\"%n".formatted(row[2], row[0], row[1]));
        }
        assertAnswered(csv(file.toString(), StandardCharsets.ISO_8859_1, "text/csv; charset=iso-8859-1"), "line", 2);
        assertThat(jdbc.sql("SELECT DISTINCT terminal FROM attendance_event")
                        .query(String.class)
                        .list())
                .containsExactly("T\u00fcr \"1\", S\u00fcd");
    }

    @Test
    void aLineInTheWrongEncodingOrWithAnOpenQuoteSpoilsNoOther() {
        String file = "person_id,type,time\n"
                + "EMP1,in,2025-01-15T08:00:00+01:00\n"
                + "EMP\u00c9,in,2025-01-15T08:00:00Z\n"
                + "\"EMP1,in,2025-01-15T09:00:00Z\n"
                + "EMP1,in\n"
                + "EMP1,out,2025-01-15T17:00:00+01:00\n";
        JsonNode answer = HubHttp.json(csv(file, StandardCharsets.ISO_8859_1, "text/csv"));
        assertThat(told(answer, "line"))
                .containsExactly(
                        "2 accepted null",
                        "3 rejected encoding",
                        "4 rejected quotes",
                        "5 rejected columns",
                        "6 accepted null");
        pushAll();
        assertThat(inOdoo()).containsExactly(IN_ODOO[0]);
    }

    @Test
    void tenMegabytesAreReadAndMoreThanTheLimitIsRefusedWhole() {
        String good = "EMP1,in,2025-01-15T08:00:00+01:00\nEMP1,out,2025-01-15T17:00:00+01:00\n";
        String header = "person_id,type,time\n";
        JsonNode answer = HubHttp.json(csv(
                header + good + "x".repeat(10_000_000) + ",in,2025-01-15T08:00:00Z\n",
                StandardCharsets.UTF_8,
                "text/csv"));
        assertThat(told(answer, "line")).containsExactly("2 accepted null", "3 accepted null", "4 rejected text");
        HttpResponse<String> tooMuch = csv(
                header + "EMP2,in,2025-01-15T08:00:00Z\n" + "x".repeat(17_000_000), StandardCharsets.UTF_8, "text/csv");
        assertThat(tooMuch.statusCode()).isEqualTo(413);
        pushAll();
        assertThat(inOdoo()).containsExactly(IN_ODOO[0]);
    }

    private void assertAnswered(HttpResponse<String> response, String label, int first) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = HubHttp.json(response);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < ROWS.length; i++) {
            expected.add((first + i) + " " + ROWS[i][3]);
        }
        assertThat(told(answer, label)).isEqualTo(expected);
        answer.path("results").forEach(result -> {
            if (!result.path("reason").isNull()) {
                assertThat(result.path("message").asText())
                        .as(result.toString())
                        .endsWith(".");
            }
        });
        pushAll();
        assertThat(inOdoo()).containsExactly(IN_ODOO);
        assertThat(jdbc.sql("SELECT cause FROM outbox ORDER BY cause")
                        .query(String.class)
                        .list())
                .containsExactly("shift-too-long", "unknown-employee");
    }

    private static List<String> told(JsonNode answer, String label) {
        List<String> told = new ArrayList<>();
        answer.path("results")
                .forEach(result -> told.add(result.path(label).asText() + " "
                        + result.path("status").asText() + " "
                        + result.path("reason").asText()));
        return told;
    }

    private List<String> inOdoo() {
        return odoo.ids("hr.attendance").stream()
                .map(id -> odoo.record("hr.attendance", id))
                .map(one -> odoo.record("hr.employee", (Integer) one.get("employee_id"))
                                .get("name") + " " + one.get("check_in") + " " + one.get("check_out"))
                .sorted()
                .toList();
    }

    private HttpResponse<String> csv(String file, Charset charset, String contentType) {
        return http.send(http.admin(EVENTS + "/import")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(file.getBytes(charset))));
    }
}
