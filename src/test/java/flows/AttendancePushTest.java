package flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import practice.Fault;

/** The flow attendance against what goes wrong: what Odoo holds afterwards, and what is left in the outbox. */
class AttendancePushTest extends PushTest {
    @Test
    void attendancesAreInOdooOnceAndTheOutboxIsEmpty() {
        for (int i = 0; i < 5; i++) {
            long person = person("EMP" + i);
            attendance(person, "2026-03-0" + (i + 1) + "T08:00:00Z", "2026-03-0" + (i + 1) + "T17:00:00Z");
            attendance(person, "2026-03-1" + (i + 1) + "T08:00:00Z", null);
        }
        push();
        push();
        assertThat(outbox()).isEmpty();
        assertOdooHoldsEachOnce();
        assertThat(odoo.count("hr.attendance")).isEqualTo(10);
        assertThat(jdbc.sql("SELECT message FROM activity_log")
                        .query(String.class)
                        .list())
                .containsExactly("Pushed 10 attendance records");
    }

    @Test
    void anAnswerThatIsLostAfterOdooActedMakesNoSecondRecord() {
        twenty();
        odoo.misbehave(Fault.cutAfterActing().on("hr.attendance", "create").nth(1));
        push();
        assertThat(outbox()).allSatisfy(row -> {
            assertThat(row).containsEntry("cause", "unknown-outcome").containsEntry("in_doubt", true);
        });
        assertThat(outbox()).isNotEmpty();
        pushAll();
        assertThat(outbox()).isEmpty();
        assertOdooHoldsEachOnce();
    }

    @Test
    void anAnswerThatIsLostBeforeOdooActedLosesNothing() {
        twenty();
        odoo.misbehave(Fault.cutBeforeActing().on("hr.attendance", "create").times(2));
        pushAll();
        pushAll();
        pushAll();
        assertThat(outbox()).isEmpty();
        assertOdooHoldsEachOnce();
    }

    @Test
    void busyIsTriedAgainInMemory() {
        twenty();
        odoo.misbehave(
                Fault.serializationFailure().on("hr.attendance", "create").times(2));
        push();
        assertThat(outbox()).isEmpty();
        assertOdooHoldsEachOnce();
    }

    @Test
    void oneBadRowOfABatchIsADeadLetterAndTheOthersArePushed() {
        twenty();
        long person = person("BAD");
        int employee = employee(person);
        odoo.create(
                "hr.attendance",
                Map.of("employee_id", employee, "check_in", "2026-03-01 07:00:00", "check_out", "2026-03-01 12:00:00"));
        long bad = attendance(person, "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        long good = attendance(person, "2026-03-02T08:00:00Z", "2026-03-02T17:00:00Z");
        push();
        assertThat(outbox()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("subject", bad)
                .containsEntry("status", "dead")
                .containsEntry("cause", "overlapping"));
        assertThat(odooId(good)).isNotNull();
        assertThat(odoo.count("hr.attendance")).isEqualTo(22);
    }

    @Test
    void whatIsWrongByItselfNeverReachesOdoo() {
        long person = person("EMP1");
        jdbc.sql("UPDATE persons SET odoo_status = 'archived' WHERE id = ?")
                .param(person("OLD"))
                .update();
        attendance(person, "2026-03-01T18:00:00Z", "2026-03-01T17:00:00Z");
        attendance(person, null, "2026-03-02T17:00:00Z");
        attendance(person, "2026-03-03T08:00:00Z", "2026-03-05T08:00:00Z");
        attendance(personId("OLD"), "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        stranger("EMP999", "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        jdbc.sql("UPDATE outbox SET status = 'waiting', cause = NULL, detail = NULL, remedy = NULL")
                .update();
        push();
        assertThat(outbox().stream().map(row -> row.get("cause")))
                .containsExactlyInAnyOrder(
                        "check-out-before-check-in",
                        "check-out-without-check-in",
                        "shift-too-long",
                        "archived-employee",
                        "unknown-employee");
        assertThat(outbox())
                .allSatisfy(row -> assertThat((String) row.get("remedy")).isNotBlank());
        assertThat(odoo.count("hr.attendance")).isZero();
        assertThat(outbox().stream().filter(row -> "unknown-employee".equals(row.get("cause"))))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("detail", "Employee not found: EMP999."));
    }

    @Test
    void stillCheckedInIsADeadLetter() {
        long person = person("EMP1");
        odoo.create("hr.attendance", Map.of("employee_id", employee(person), "check_in", "2026-03-01 07:00:00"));
        attendance(person, "2026-03-02T08:00:00Z", null);
        push();
        assertThat(outbox()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("cause", "still-checked-in"));
        assertThat(odoo.count("hr.attendance")).isEqualTo(1);
    }

    @Test
    void aRecordThatIsThereAlreadyIsAdopted() {
        long person = person("EMP1");
        int there = odoo.create(
                "hr.attendance",
                Map.of(
                        "employee_id",
                        employee(person),
                        "check_in",
                        "2026-03-01 08:00:00",
                        "check_out",
                        "2026-03-01 17:00:00"));
        long attendance = attendance(person, "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        push();
        assertThat(outbox()).isEmpty();
        assertThat(odooId(attendance)).isEqualTo(there);
        assertThat(odoo.count("hr.attendance")).isEqualTo(1);
    }

    private void twenty() {
        for (int i = 0; i < 20; i++) {
            attendance(person("EMP" + i), "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        }
    }
}
