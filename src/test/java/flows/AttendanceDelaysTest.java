package flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import practice.orm.Operation;
import practice.orm.Rights;

/** What waits for its next attempt, how long, and what does not wait at all. */
class AttendanceDelaysTest extends PushTest {
    private static final List<Duration> DELAYS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofDays(1),
            Duration.ofDays(1),
            Duration.ofDays(1));

    @Test
    void whileOdooIsDownTheyWaitForLongerEachTimeAndTheLastDelayRepeats() {
        attendance(person("EMP1"), "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        odoo.down();
        try {
            for (int attempt = 1; attempt <= DELAYS.size(); attempt++) {
                Duration delay = DELAYS.get(attempt - 1);
                Instant before = now();
                push();
                // Not all rows come back at the same moment: a tenth earlier or later.
                assertThat(due())
                        .as("attempt " + attempt)
                        .isBetween(
                                before.plus(delay.multipliedBy(9).dividedBy(10)),
                                now().plus(delay.multipliedBy(11).dividedBy(10)));
                assertWaits(attempt);
                closeTheBreaker();
                push();
                assertWaits(attempt);
                jdbc.sql("UPDATE outbox SET due_at = now() - interval '1 second'")
                        .update();
            }
        } finally {
            odoo.up();
        }
        push();
        assertThat(outbox()).isEmpty();
        assertOdooHoldsEachOnce();
    }

    private void assertWaits(int attempts) {
        assertThat(outbox()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("status", "waiting")
                .containsEntry("attempts", attempts)
                .containsEntry("cause", "unavailable"));
    }

    private Instant due() {
        return jdbc.sql("SELECT due_at FROM outbox")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    private Instant now() {
        return jdbc.sql("SELECT clock_timestamp()")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    @Test
    void whatTheOdooUserMayNotCreateIsADeadLetterAfterOneCall() {
        attendance(person("EMP1"), "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        signInWith(odoo.addUser("clerk", "clerk", Rights.all().deny("hr.attendance", Operation.CREATE)));
        push();
        assertNoAccess();
        pushAll();
        assertNoAccess();
        assertThat(odoo.calls().count("hr.attendance", "create")).isEqualTo(1);
        assertThat(odoo.count("hr.attendance")).isZero();
    }

    @Test
    void whatTheOdooUserMayNotChangeIsADeadLetterAfterOneCall() {
        long id = attendance(person("EMP1"), "2026-03-01T08:00:00Z", null);
        push();
        signInWith(odoo.addUser("clerk", "clerk", Rights.all().deny("hr.attendance", Operation.WRITE)));
        jdbc.sql("SELECT attendance_correct(?, '{\"check_out\": \"2026-03-01T17:00:00Z\"}'::jsonb, 'test')")
                .param(id)
                .query()
                .listOfRows();
        push();
        assertNoAccess();
        pushAll();
        assertNoAccess();
        assertThat(odoo.calls().count("hr.attendance", "write")).isEqualTo(1);
        assertThat(odoo.record("hr.attendance", odooId(id))).containsEntry("check_out", null);
    }

    private void assertNoAccess() {
        assertThat(outbox()).singleElement().satisfies(row -> {
            assertThat(row)
                    .containsEntry("status", "dead")
                    .containsEntry("cause", "access")
                    .containsEntry("attempts", 0);
            assertThat((String) row.get("detail")).startsWith("The Odoo user may not do this for EMP1");
            assertThat((String) row.get("remedy")).contains("Grant the user the right");
        });
    }
}
