package flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import practice.Fault;

/** Attendances that change after they were pushed, here or in Odoo. */
class AttendanceCorrectionsTest extends PushTest {
    private static final String IN = "2026-03-01T08:00:00Z";
    private static final String OUT = "2026-03-01T17:00:00Z";

    @Test
    void aCheckOutThatComesLaterIsWritten() {
        long id = pushed(IN, null);
        correct(id, "{\"check_out\": \"" + OUT + "\"}");
        push();
        assertThat(outbox()).isEmpty();
        assertOdooHoldsEachOnce();
        assertThat(odoo.record("hr.attendance", odooId(id))).containsEntry("check_out", Instant.parse(OUT));
    }

    @Test
    void aWriteWhoseAnswerIsLostIsSeenToBeDone() {
        long id = pushed(IN, null);
        correct(id, "{\"check_out\": \"" + OUT + "\"}");
        odoo.misbehave(Fault.cutAfterActing().on("hr.attendance", "write"));
        push();
        assertThat(outbox()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("cause", "unknown-outcome"));
        pushAll();
        assertThat(outbox()).isEmpty();
        assertOdooHoldsEachOnce();
    }

    @Test
    void aVoidedAttendanceVanishesFromOdooAlsoWhenTheAnswerIsLost() {
        long id = pushed(IN, OUT);
        long other = pushed("2026-03-02T08:00:00Z", null);
        voided(id);
        voided(other);
        odoo.misbehave(Fault.cutAfterActing().on("hr.attendance", "unlink"));
        push();
        pushAll();
        assertThat(outbox()).isEmpty();
        assertThat(odoo.count("hr.attendance")).isZero();
        assertThat(odooId(id)).isNull();
    }

    @Test
    void aVoidedAttendanceWhoseCreateIsInDoubtLeavesNothingBehind() {
        long id = attendance(person("EMP1"), IN, OUT);
        odoo.misbehave(Fault.cutAfterActing().on("hr.attendance", "create"));
        push();
        voided(id);
        pushAll();
        assertThat(outbox()).isEmpty();
        assertThat(odoo.count("hr.attendance")).isZero();
    }

    @Test
    void whatSomebodyChangedInOdooIsNotOverwritten() {
        long id = pushed(IN, OUT);
        odoo.write("hr.attendance", odooId(id), Map.of("check_out", "2026-03-01 16:00:00"));
        correct(id, "{\"check_out\": \"2026-03-01T18:00:00Z\"}");
        push();
        assertDead("changed-in-odoo");
        assertThat(odoo.record("hr.attendance", odooId(id)))
                .containsEntry("check_out", Instant.parse("2026-03-01T16:00:00Z"));
    }

    @Test
    void whatSomebodyDeletedInOdooStaysDeleted() {
        long id = pushed(IN, OUT);
        odoo.unlink("hr.attendance", odooId(id));
        correct(id, "{\"check_out\": \"2026-03-01T18:00:00Z\"}");
        push();
        assertDead("deleted-in-odoo");
        assertThat(odoo.count("hr.attendance")).isZero();
    }

    @Test
    void whatIsLockedInOdooIsADeadLetterWithOdoosReason() {
        long id = pushed(IN, OUT);
        correct(id, "{\"check_out\": \"2026-03-01T18:00:00Z\"}");
        odoo.misbehave(Fault.odooError("odoo.exceptions.UserError", "The period is closed.")
                .on("hr.attendance", "write"));
        push();
        assertDead("locked-in-odoo");
        assertThat((String) outbox().get(0).get("detail")).contains("The period is closed");
    }

    @Test
    void anAttendanceOfAnotherPersonMovesToThatEmployee() {
        long id = pushed(IN, OUT);
        long other = person("EMP2");
        correct(id, "{\"person_id\": \"EMP2\"}");
        push();
        assertThat(outbox()).isEmpty();
        assertOdooHoldsEachOnce();
        assertThat(odoo.record("hr.attendance", odoo.ids("hr.attendance").get(0)))
                .containsEntry("employee_id", employee(other));
    }

    private long pushed(String checkIn, String checkOut) {
        long person = jdbc.sql("SELECT id FROM persons WHERE person_id = 'EMP1'")
                .query(Long.class)
                .optional()
                .orElseGet(() -> person("EMP1"));
        long id = attendance(person, checkIn, checkOut);
        push();
        assertThat(outbox()).isEmpty();
        return id;
    }

    private void correct(long id, String change) {
        jdbc.sql("SELECT attendance_correct(?, ?::jsonb, 'test')")
                .params(id, change)
                .query()
                .listOfRows();
    }

    private void voided(long id) {
        jdbc.sql("SELECT attendance_void(?, 'a test', 'test')")
                .param(id)
                .query()
                .listOfRows();
    }

    private void assertDead(String cause) {
        assertThat(outbox()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("status", "dead")
                .containsEntry("cause", cause));
    }
}
