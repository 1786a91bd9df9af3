package flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import practice.Fault;
import practice.PracticeOdooBuilder;

/** The flow attendance with an Odoo 14, over its JSON-RPC. */
class AttendanceOdoo14Test extends PushTest {
    private static final String IN = "2026-03-01T08:00:00Z";
    private static final String OUT = "2026-03-01T17:00:00Z";

    @Override
    protected PracticeOdooBuilder practice() {
        return super.practice().version(14);
    }

    @Test
    void attendancesArePushedCorrectedAndRemoved() {
        long person = person("EMP1");
        long stay = attendance(person, IN, OUT);
        long open = attendance(person, "2026-03-02T08:00:00Z", null);
        push();
        assertThat(outbox()).isEmpty();
        assertOdooHoldsEachOnce();
        change("attendance_correct", open, "{\"check_out\": \"2026-03-02T16:00:00Z\"}");
        push();
        assertThat(odoo.record("hr.attendance", odooId(open)))
                .containsEntry("check_out", Instant.parse("2026-03-02T16:00:00Z"));
        jdbc.sql("SELECT attendance_void(?, 'a test', 'test')")
                .param(stay)
                .query()
                .listOfRows();
        push();
        assertThat(outbox()).isEmpty();
        assertThat(odoo.ids("hr.attendance")).containsExactly(odooId(open));
    }

    @Test
    void anAnswerThatIsLostMakesNoSecondRecord() {
        for (int i = 0; i < 20; i++) {
            attendance(person("EMP" + i), IN, OUT);
        }
        odoo.misbehave(Fault.cutAfterActing().on("hr.attendance", "create").nth(1));
        push();
        assertThat(outbox()).isNotEmpty().allSatisfy(row -> assertThat(row)
                .containsEntry("cause", "unknown-outcome")
                .containsEntry("in_doubt", true));
        pushAll();
        assertThat(outbox()).isEmpty();
        assertThat(odoo.count("hr.attendance")).isEqualTo(20);
        assertOdooHoldsEachOnce();
    }

    @Test
    void badRowsOfABatchAreDeadLettersWithTheirCausesAndTheOthersArePushed() {
        for (int i = 0; i < 6; i++) {
            attendance(person("EMP" + i), IN, OUT);
        }
        long overlapped = person("OVER");
        there(overlapped, "2026-03-01 07:00:00", "2026-03-01 12:00:00");
        attendance(overlapped, IN, OUT);
        long inside = person("OPEN");
        there(inside, "2026-02-28 07:00:00", null);
        attendance(inside, IN, null);
        long gone = person("GONE");
        odoo.unlink("hr.employee", employee(gone));
        attendance(gone, IN, OUT);
        push();
        assertThat(jdbc.sql("SELECT a.person_id || ' ' || o.cause FROM outbox o JOIN attendance a ON a.id = o.subject"
                                + " WHERE o.status = 'dead'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("OVER overlapping", "OPEN still-checked-in", "GONE unknown-employee");
        assertThat(odoo.count("hr.attendance")).isEqualTo(8);
    }

    private void there(long person, String in, String out) {
        Map<String, Object> values = new java.util.HashMap<>(Map.of("employee_id", employee(person), "check_in", in));
        if (out != null) {
            values.put("check_out", out);
        }
        odoo.create("hr.attendance", values);
    }

    private void change(String function, long id, String change) {
        jdbc.sql("SELECT " + function + "(?, ?::jsonb, 'test')")
                .params(id, change)
                .query()
                .listOfRows();
    }
}
