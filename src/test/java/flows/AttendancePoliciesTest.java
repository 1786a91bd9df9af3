package flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.context.TestPropertySource;

/** Conflicts whose policy is to take what Odoo holds, or to push all the same. */
@TestPropertySource(
        properties = {
            "hub.attendance.policy.overlapping=adopt",
            "hub.attendance.policy.still-checked-in=adopt",
            "hub.attendance.policy.archived-employee=push"
        })
class AttendancePoliciesTest extends PushTest {
    private static final String IN = "2026-03-01T08:00:00Z";
    private static final String OUT = "2026-03-01T17:00:00Z";

    @Autowired
    @Qualifier("attendanceRules")
    InitializingBean rules;

    @Test
    void anOverlappingRecordIsAdoptedWithItsTimes() {
        int there = there(person("EMP1"), "2026-03-01 07:30:00", "2026-03-01 16:00:00");
        long id = attendance(personId("EMP1"), IN, OUT);
        push();
        assertThat(outbox()).isEmpty();
        assertThat(odooId(id)).isEqualTo(there);
        assertThat(stored(id).get("pushed_check_in")).hasToString(local("2026-03-01T07:30:00Z"));
        assertThat(odoo.ids("hr.attendance")).containsExactly(there);
        assertThat(odoo.record("hr.attendance", there))
                .as("Odoo's times stay")
                .containsEntry("check_in", Instant.parse("2026-03-01T07:30:00Z"))
                .containsEntry("check_out", Instant.parse("2026-03-01T16:00:00Z"));
        assertThat(odoo.calls().count("hr.attendance", "write")).isZero();
    }

    @Test
    void oneOfTwoOverlappingRecordsIsNotChosen() {
        there(person("EMP1"), "2026-03-01 07:00:00", "2026-03-01 09:00:00");
        there(personId("EMP1"), "2026-03-01 10:00:00", "2026-03-01 12:00:00");
        long id = attendance(personId("EMP1"), IN, OUT);
        push();
        assertThat(outbox()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("status", "dead")
                .containsEntry("cause", "overlapping"));
        assertThat(odooId(id)).isNull();
        assertThat(odoo.count("hr.attendance")).isEqualTo(2);
    }

    @Test
    void aRecordOfAnotherAttendanceIsNotAdoptedTwice() {
        long first = attendance(person("EMP1"), IN, OUT);
        push();
        attendance(personId("EMP1"), "2026-03-01T09:00:00Z", "2026-03-01T18:00:00Z");
        push();
        assertThat(outbox()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("status", "dead")
                .containsEntry("cause", "overlapping"));
        assertThat(odoo.ids("hr.attendance")).containsExactly(odooId(first));
    }

    @Test
    void anOpenRecordIsAdopted() {
        int there = there(person("EMP1"), "2026-03-01 07:30:00", null);
        long id = attendance(personId("EMP1"), IN, null);
        push();
        assertThat(outbox()).isEmpty();
        assertThat(odooId(id)).isEqualTo(there);
        assertThat(odoo.ids("hr.attendance")).containsExactly(there);
    }

    @Test
    void anArchivedEmployeesAttendanceIsPushedAllTheSame() throws Exception {
        // The tables were emptied since the hub started.
        rules.afterPropertiesSet();
        long person = person("OLD");
        odoo.write("hr.employee", employee(person), Map.of("active", false));
        jdbc.sql("UPDATE persons SET odoo_status = 'archived'").update();
        attendance(person, IN, OUT);
        push();
        assertThat(outbox()).isEmpty();
        assertOdooHoldsEachOnce();
        assertThat(odoo.count("hr.attendance")).isEqualTo(1);
    }

    private int there(long person, String in, String out) {
        Map<String, Object> values = new HashMap<>(Map.of("employee_id", employee(person), "check_in", in));
        if (out != null) {
            values.put("check_out", out);
        }
        return odoo.create("hr.attendance", values);
    }

    private static String local(String instant) {
        return java.sql.Timestamp.from(Instant.parse(instant)).toString();
    }
}
