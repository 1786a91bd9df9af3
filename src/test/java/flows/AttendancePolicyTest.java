package flows;

import static org.assertj.core.api.Assertions.assertThat;

import attendance.AttendanceConflicts;
import attendance.ConflictPolicy;
import attendance.PolicyProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.ReflectionTestUtils;

/** The policy close-open, in a hub that is otherwise like that of the other tests. */
class AttendancePolicyTest extends PushTest {
    @Autowired
    private AttendanceConflicts conflicts;

    private Object before;

    @BeforeEach
    void closeOpen() {
        before = ReflectionTestUtils.getField(conflicts, "policies");
        ConflictPolicy dead = ConflictPolicy.DEAD_LETTER;
        set(new PolicyProperties(dead, ConflictPolicy.CLOSE_OPEN, dead, dead, dead));
    }

    @AfterEach
    void asBefore() {
        set(before);
    }

    private void set(Object policies) {
        ReflectionTestUtils.setField(conflicts, "policies", policies);
    }

    @Test
    void whatThePolicyClosesIsClosedHereTooUntilSomebodySaysBetter() {
        long person = person("EMP1");
        take("in", "2026-03-01T08:00:00Z");
        push();
        long forgotten = jdbc.sql("SELECT id FROM attendance").query(Long.class).single();
        assertThat(stored(forgotten)).containsEntry("check_out", null);

        take("in", "2026-03-01T20:00:00Z");
        push();
        assertThat(outbox()).isEmpty();
        assertThat(jdbc.sql("SELECT id FROM attendance WHERE person = ? AND closed_by_policy"
                                + " AND check_out = '2026-03-01T20:00:00Z' AND pushed_check_out = check_out")
                        .param(person)
                        .query(Long.class)
                        .list())
                .containsExactly(forgotten);
        assertOdooHoldsEachOnce();

        take("out", "2026-03-01T17:00:00Z");
        push();
        assertThat(outbox()).isEmpty();
        assertThat(stored(forgotten)).containsEntry("closed_by_policy", false);
        assertThat(jdbc.sql("SELECT check_out = '2026-03-01T17:00:00Z' FROM attendance WHERE id = ?")
                        .param(forgotten)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertOdooHoldsEachOnce();
    }

    private void take(String kind, String at) {
        jdbc.sql(
                        "SELECT * FROM attendance_take('default', 'rest', json_build_array(json_build_object('i', 0, 'person_id', 'EMP1',"
                                + " 'kind', :kind::text, 'at', extract(epoch FROM :at::timestamptz))))")
                .param("kind", kind)
                .param("at", at)
                .query()
                .listOfRows();
    }
}
