package flows;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import attendance.PushResult;
import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Dead letters over REST and in Hawtio, and the push by date range that reports them. */
class DeadLettersTest extends PushTest {
    private static final String LETTERS = "/api/v1/dead-letters";

    @LocalServerPort
    int port;

    @Test
    void theyAreListedFilteredAndShown() {
        overlapping("EMP1");
        overlapping("EMP2");
        push();
        JsonNode all = json(http().get(LETTERS));
        assertThat(all.path("total").asInt()).isEqualTo(2);
        assertThat(all.path("data").get(0).path("cause").asText()).isEqualTo("overlapping");
        assertThat(all.path("data").get(0).path("remedy").asText()).isNotBlank();
        JsonNode one = json(http().get(LETTERS + "?person=EMP1&cause=overlapping&flow=attendance&limit=1"));
        assertThat(one.path("data")).hasSize(1);
        JsonNode shown = json(
                http().get(LETTERS + "/" + one.path("data").get(0).path("id").asText()));
        assertThat(shown.path("data").path("person_id").asText()).isEqualTo("EMP1");
        assertThat(http().get(LETTERS + "/999999").statusCode()).isEqualTo(404);
        assertThat(http().get(LETTERS + "?nonsense=1").statusCode()).isEqualTo(400);
    }

    @Test
    void oneIsReplayedOnceTheCauseIsGone() {
        int inTheWay = overlapping("EMP1");
        push();
        odoo.unlink("hr.attendance", inTheWay);
        assertThat(send("POST", "/" + letter() + "/replay", "").statusCode()).isEqualTo(200);
        push();
        assertThat(outbox()).isEmpty();
        assertOdooHoldsEachOnce();
        assertThat(audits()).singleElement().satisfies(act -> assertThat(act)
                .containsEntry("act", "replayed")
                .containsEntry("actor", hub.HubTest.ADMIN));
    }

    @Test
    void allOfACauseAreReplayed() {
        int one = overlapping("EMP1");
        int two = overlapping("EMP2");
        push();
        odoo.unlink("hr.attendance", one, two);
        HttpResponse<String> answer = send("POST", "/replay", "{\"cause\":\"overlapping\"}");
        assertThat(json(answer).path("data").path("replayed").asInt()).isEqualTo(2);
        push();
        assertThat(outbox()).isEmpty();
        assertOdooHoldsEachOnce();
    }

    @Test
    void timesAreCorrectedAndTheAuditSaysFromWhatToWhat() {
        overlapping("EMP1");
        push();
        long id = letter();
        for (String wrong : List.of("{}", "{\"check_in\":\"soon\"}", "{\"status\":\"waiting\"}", "[")) {
            assertThat(send("PATCH", "/" + id, wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(send("PATCH", "/999999", "{\"check_in\":\"2026-03-01T13:00:00Z\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("PATCH", "/" + id, "{\"check_in\":\"2126-03-01T13:00:00Z\"}")
                        .body())
                .contains("future");
        assertThat(audits()).isEmpty();
        HttpResponse<String> answer = send(
                "PATCH",
                "/" + id,
                "{\"check_in\":\"2026-03-01T13:00:00+01:00\",\"check_out\":\"2026-03-01T18:00:00+01:00\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        push();
        assertThat(outbox()).isEmpty();
        assertThat(odoo.ids("hr.attendance").stream()
                        .map(one -> odoo.record("hr.attendance", one).get("check_in")))
                .containsExactly(Instant.parse("2026-03-01T07:00:00Z"), Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(audits()).singleElement().satisfies(act -> {
            assertThat(act).containsEntry("act", "changed").containsEntry("actor", hub.HubTest.ADMIN);
            assertThat(act.get("detail").toString()).contains("2026-03-01T08:00:00", "2026-03-01T12:00:00");
        });
    }

    @Test
    void thePersonIsCorrectedUnlessTheyWereThereAlready() {
        int employee = employee(person("EMP1"));
        stranger("EMP1O", "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        stranger("EMPI", "2026-03-01T08:00:00Z", "2026-03-01T12:00:00Z");
        assertThat(send("PATCH", "/" + letter(), "{\"person_id\":\"EMP1\"}").statusCode())
                .isEqualTo(200);
        long other = jdbc.sql("SELECT id FROM outbox WHERE status = 'dead'")
                .query(Long.class)
                .single();
        assertThat(send("PATCH", "/" + other, "{\"person_id\":\"EMP1\"}").statusCode())
                .as("the same check-in")
                .isEqualTo(409);
        push();
        assertThat(outbox()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("id", other)
                .containsEntry("cause", "unknown-employee"));
        assertThat(odoo.ids("hr.attendance"))
                .singleElement()
                .satisfies(id -> assertThat(odoo.record("hr.attendance", id)).containsEntry("employee_id", employee));
        assertThat(audits())
                .singleElement()
                .satisfies(act -> assertThat(act.get("detail").toString()).contains("EMP1O", "EMP1"));
    }

    @Test
    void oneIsDiscardedWithAReasonAndDoesNotComeBack() {
        overlapping("EMP1");
        push();
        long id = letter();
        assertThat(send("DELETE", "/" + id, "").statusCode()).isEqualTo(400);
        assertThat(send("DELETE", "/999999?reason=none", "").statusCode()).isEqualTo(404);
        assertThat(send("DELETE", "/" + id + "?reason=a%20mistake", "").statusCode())
                .isEqualTo(200);
        assertThat(send("DELETE", "/" + id + "?reason=again", "").statusCode()).isEqualTo(404);
        pushAll();
        assertThat(outbox()).isEmpty();
        assertThat(odoo.count("hr.attendance")).isEqualTo(1);
        assertThat(audits())
                .extracting(act -> act.get("act") + " " + act.get("actor"))
                .containsExactly("discarded admin", "voided admin");
        assertThat(audits())
                .allSatisfy(act -> assertThat(act.get("detail").toString()).contains("a mistake"));
    }

    @Test
    void oneThatIsInOdooIsDiscardedAndStaysThereAsItIs() {
        long person = person("EMP1");
        long stay = attendance(person, "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        push();
        odoo.write("hr.attendance", odooId(stay), Map.of("check_out", "2026-03-01 16:00:00"));
        jdbc.sql("SELECT attendance_correct(?, '{\"check_out\": \"2026-03-01T18:00:00Z\"}', 'test')")
                .param(stay)
                .query()
                .listOfRows();
        push();
        assertThat(outbox()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("cause", "changed-in-odoo"));
        assertThat(send("DELETE", "/" + letter() + "?reason=Odoo%20is%20right", "")
                        .statusCode())
                .isEqualTo(200);
        pushAll();
        assertThat(outbox()).isEmpty();
        assertThat(stored(stay)).containsEntry("voided_at", null);
        assertThat(odoo.record("hr.attendance", odooId(stay)))
                .containsEntry("check_out", Instant.parse("2026-03-01T16:00:00Z"));
    }

    @Test
    void operatorsSeeAndReplayThemInHawtio() throws Exception {
        int inTheWay = overlapping("EMP1");
        push();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName flow = new ObjectName("odoo-hub:type=Flow,name=attendance");
        assertThat(server.getAttribute(flow, "Dead")).isEqualTo(1L);
        String list = (String) server.invoke(
                flow, "listDeadLetters", new Object[] {"overlapping"}, new String[] {String.class.getName()});
        assertThat(list).contains("EMP1");
        odoo.unlink("hr.attendance", inTheWay);
        server.invoke(flow, "replayByCause", new Object[] {"overlapping"}, new String[] {String.class.getName()});
        assertThat(server.getAttribute(flow, "Waiting")).isEqualTo(1L);
        push();
        assertThat(server.getAttribute(flow, "PushedToday")).isEqualTo(1L);
        assertThat(server.getAttribute(flow, "Dead")).isEqualTo(0L);
        assertOdooHoldsEachOnce();
    }

    @Test
    void operatorsShowReplayAndDiscardOneInHawtio() throws Exception {
        stranger("EMP9", "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        long id = letter();
        assertThat(operate("showDeadLetter", id)).contains("EMP9", "unknown-employee");
        assertThat(operate("replay", id)).contains("pushed again");
        assertThat(outbox()).singleElement().satisfies(row -> assertThat(row).containsEntry("status", "waiting"));
        assertThat(operate("replay", id)).isEqualTo("There is no such dead letter");
        push();
        assertThat(operate("correct", id, "", "soon", "")).startsWith("check_in: ");
        assertThat(operate("correct", id, "", " ", "")).startsWith("Give what changes");
        assertThat(operate("correct", id, "EMP8", "", "2026-03-01T18:00:00Z")).contains("corrected");
        assertThat(outbox()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("detail", "Employee not found: EMP8"));
        assertThat(operate("discard", id, "a visitor")).contains("discarded");
        assertThat(outbox()).isEmpty();
        assertThat(audits())
                .extracting(act -> act.get("act"))
                .containsExactly("replayed", "changed", "discarded", "voided");
        assertThat(audits().get(2).get("detail").toString()).contains("a visitor", "unknown-employee");
        for (String operation : List.of("showDeadLetter", "replay")) {
            assertThat(operate(operation, id)).isEqualTo("There is no such dead letter");
        }
        assertThat(operate("discard", id, "again")).isEqualTo("There is no such dead letter");
    }

    private static String operate(String operation, Object... arguments) throws Exception {
        String[] types = Arrays.stream(arguments)
                .map(argument -> argument instanceof Long ? "long" : String.class.getName())
                .toArray(String[]::new);
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(new ObjectName("odoo-hub:type=Flow,name=attendance"), operation, arguments, types);
    }

    @Test
    void aPushByDatesSaysWhatFailedAndIsIdempotent() {
        for (int day = 1; day <= 9; day++) {
            attendance(
                    day == 1 ? person("EMP7") : personId("EMP7"),
                    "2026-03-0" + day + "T08:00:00Z",
                    "2026-03-0" + day + "T17:00:00Z");
        }
        stranger("EMP999", "2026-03-03T08:00:00Z", "2026-03-03T17:00:00Z");
        jdbc.sql("UPDATE outbox SET due_at = now() + interval '1 day' WHERE status = 'waiting'")
                .update();
        PushResult result = attendancePush.push(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-04"));
        assertThat(result).isEqualTo(new PushResult(3, 1, 4, List.of("Employee not found: EMP999")));
        assertThat(result.message()).isEqualTo("Pushed 3 attendance records, 1 failed");
        PushResult again = attendancePush.push(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-04"));
        assertThat(again.pushed()).isZero();
        assertThat(jdbc.sql(
                                "SELECT level || ': ' || message || ' ' || (details ->> 'total') FROM activity_log ORDER BY id")
                        .query(String.class)
                        .list())
                .as("the log says what the answer says")
                .containsExactly(
                        "warning: Pushed 3 attendance records, 1 failed 4",
                        "warning: Pushed 0 attendance records, 1 failed 1");
        assertThat(odoo.count("hr.attendance")).isEqualTo(4);
    }

    /** An attendance that Odoo has another record in the way of; that record. */
    private int overlapping(String badge) {
        long person = person(badge);
        int there = odoo.create(
                "hr.attendance",
                Map.of(
                        "employee_id", employee(person),
                        "check_in", "2026-03-01 07:00:00",
                        "check_out", "2026-03-01 12:00:00"));
        attendance(person, "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        return there;
    }

    private long letter() {
        return (long) outbox().get(0).get("id");
    }

    private List<Map<String, Object>> audits() {
        return jdbc.sql("SELECT * FROM outbox_audit ORDER BY id").query().listOfRows();
    }

    private HubHttp http() {
        return new HubHttp(port);
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return http().send(http().admin(LETTERS + path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }
}
