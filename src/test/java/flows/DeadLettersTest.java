package flows;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import attendance.PushResult;
import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.LocalDate;
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
        assertThat(audit()).containsEntry("act", "replayed").containsEntry("actor", hub.HubTest.ADMIN);
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
    void timesAreCorrected() {
        overlapping("EMP1");
        push();
        HttpResponse<String> answer = send(
                "PATCH",
                "/" + letter(),
                "{\"check_in\":\"2026-03-01T13:00:00+01:00\",\"check_out\":\"2026-03-01T18:00:00+01:00\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        push();
        assertThat(outbox()).isEmpty();
        assertThat(odoo.count("hr.attendance")).isEqualTo(2);
        assertThat(audit()).containsEntry("act", "changed");
    }

    @Test
    void oneIsDiscardedAndDoesNotComeBack() {
        overlapping("EMP1");
        push();
        assertThat(send("DELETE", "/" + letter(), "").statusCode()).isEqualTo(400);
        assertThat(send("DELETE", "/" + letter() + "?reason=a%20mistake", "").statusCode())
                .isEqualTo(200);
        pushAll();
        assertThat(outbox()).isEmpty();
        assertThat(odoo.count("hr.attendance")).isEqualTo(1);
        assertThat(jdbc.sql("SELECT act FROM outbox_audit").query(String.class).list())
                .contains("discarded", "voided");
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
        assertThat(result).isEqualTo(new PushResult(3, 1, 4, java.util.List.of("Employee not found: EMP999")));
        assertThat(result.message()).isEqualTo("Pushed 3 attendance records, 1 failed");
        PushResult again = attendancePush.push(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-04"));
        assertThat(again.pushed()).isZero();
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

    private Map<String, Object> audit() {
        return jdbc.sql("SELECT * FROM outbox_audit ORDER BY id LIMIT 1")
                .query()
                .singleRow();
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
