package flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Days, and times without offset, where the hub's terminals stand elsewhere than at Greenwich. */
@TestPropertySource(
        properties = {
            "hub.attendance.zone=Pacific/Kiritimati",
            "hub.attendance.terminals.gate-1.zone=Europe/Paris",
            "hub.flows.zone=America/New_York"
        })
class AttendanceZoneTest extends PushTest {
    @LocalServerPort
    int port;

    @Test
    void whatWasPushedTodayIsCountedFromMidnightThere() throws Exception {
        long before = attendance(person("EMP1"), "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        long after = attendance(personId("EMP1"), "2026-03-02T08:00:00Z", "2026-03-02T17:00:00Z");
        push();
        String midnight =
                "date_trunc('day', now() AT TIME ZONE 'Pacific/Kiritimati') AT TIME ZONE 'Pacific/Kiritimati'";
        jdbc.sql("UPDATE attendance SET pushed_at = " + midnight + " - interval '1 second' WHERE id = ?")
                .param(before)
                .update();
        jdbc.sql("UPDATE attendance SET pushed_at = " + midnight + " WHERE id = ?")
                .param(after)
                .update();
        assertThat(ManagementFactory.getPlatformMBeanServer()
                        .getAttribute(new ObjectName("odoo-hub:type=Flow,name=attendance"), "PushedToday"))
                .isEqualTo(1L);
        JsonNode status = HubHttp.json(new HubHttp(port).get("/api/v1/sync/status"));
        assertThat(status.at("/data/attendance/pushed_today").asInt()).isEqualTo(1);
    }

    @Test
    void theDaysOfAPushAndOfAListAreThoseThere() {
        // The second of March there, which is fourteen hours ahead.
        attendance(person("EMP1"), "2026-03-01T10:00:00Z", "2026-03-01T17:00:00Z");
        attendance(personId("EMP1"), "2026-03-02T09:59:59Z", "2026-03-02T09:59:59Z");
        attendance(personId("EMP1"), "2026-03-02T10:00:00Z", "2026-03-02T17:00:00Z");
        JsonNode list = HubHttp.json(new HubHttp(port).get("/api/v1/attendance?from=2026-03-02&to=2026-03-02"));
        assertThat(list.path("data")).hasSize(2);
        LocalDate day = LocalDate.parse("2026-03-02");
        assertThat(attendancePush.push(day, day).total()).isEqualTo(2);
    }

    @Test
    void timesWithoutOffsetAreThoseOfTheTerminalOrOfThere() {
        person("EMP1");
        JsonNode answer = HubHttp.json(new HubHttp(port).post("/api/v1/attendance", """
                [{"person_id":"EMP1","type":"in","time":"2025-01-15T08:00:00","terminal":"gate-1"},
                 {"person_id":"EMP1","type":"out","time":"2025-01-16T08:00:00"},
                 {"person_id":"EMP1","type":"in","time":"2025-10-26T02:30:00","terminal":"gate-1"},
                 {"person_id":"EMP1","type":"in","time":"2025-03-30T02:30:00","terminal":"gate-1"}]"""));
        assertThat(answer.path("results").findValuesAsText("reason"))
                .containsExactly("null", "null", "time-ambiguous", "time-skipped");
        push();
        assertThat(odoo.ids("hr.attendance")).singleElement().satisfies(id -> assertThat(
                        odoo.record("hr.attendance", id))
                .containsEntry("check_in", java.time.Instant.parse("2025-01-15T07:00:00Z"))
                .containsEntry("check_out", java.time.Instant.parse("2025-01-15T18:00:00Z")));
    }
}
