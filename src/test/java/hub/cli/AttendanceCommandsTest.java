package hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HubTest;
import hub.TestDatabase;
import hub.cli.Shell.Said;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.Fault;
import practice.PracticeOdoo;
import routes.PushBreakers;

/** {@code push attendance} and {@code dead-letters}: what they say, and what database and Odoo hold then. */
@HubTest
@ExtendWith(OutputCaptureExtension.class)
class AttendanceCommandsTest {
    private static final String STAY = """
            {"i": %d, "person_id": "%s", "kind": "stay", "at": %d, "check_out": %d}""";
    private static final long DAY_ONE = 1_772_352_000; // 2026-03-01T08:00:00Z
    private static final long DAY = 86_400;
    private static final long HOURS = 32_400;

    @Autowired
    ApplicationContext hub;

    @Autowired
    TestDatabase database;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PracticeOdoo odoo;

    @Autowired
    PushBreakers breakers;

    private int employee;

    @BeforeEach
    void start() {
        database.clean();
        breakers.of("default").reset();
        odoo.calls().clear();
        employee = odoo.create("hr.employee", Map.of("name", "Ada", "barcode", "CLI1"));
        jdbc.sql("INSERT INTO persons (person_id, name, odoo_employee_id) VALUES ('CLI1', 'Ada', ?)")
                .param(employee)
                .update();
        jdbc.sql("INSERT INTO person_badge (badge, person) SELECT person_id, id FROM persons")
                .update();
    }

    @AfterEach
    void stop() {
        odoo.behave();
        odoo.ids("hr.attendance").forEach(id -> odoo.unlink("hr.attendance", id));
        odoo.unlink("hr.employee", employee);
    }

    @Test
    void thePushOfSomeDaysShowsHowFarItIsAndSaysWhatCameOfIt(CapturedOutput console) {
        for (int day = 0; day < 5; day++) {
            take("CLI1", day);
        }
        take("EMP999", 2);
        odoo.misbehave(Fault.delay(Duration.ofMillis(700)).on("hr.attendance", "create"));
        Said said = run("push", "attendance", "--from", "2026-03-02", "--to", "2026-03-04");
        assertThat(said.code()).as("not everything was pushed").isEqualTo(1);
        assertThat(said.out()).containsSubsequence("Total:  4", "Pushed: 3", "Failed: 1", "Employee not found: EMP999");
        assertThat(console.getErr()).contains("attendances pushed");
        assertThat(checkIns()).contains("2026-03-02T08:00:00Z", "2026-03-03T08:00:00Z", "2026-03-04T08:00:00Z");
        assertThat(jdbc.sql("SELECT level || ': ' || message FROM activity_log")
                        .query(String.class)
                        .list())
                .containsExactly("warning: Pushed 3 attendance records, 1 failed");

        run("dead-letters", "discard", letter(), "--reason", "no such badge");
        Said again = run("push", "attendance", "--from", "2026-03-02", "--to", "2026-03-04");
        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("Total:  0");
        assertThat(odoo.ids("hr.attendance"))
                .as("what is before them, and nothing later")
                .hasSize(4);
        assertThat(odoo.calls().count("hr.attendance", "create"))
                .as("nothing twice")
                .isEqualTo(1);
    }

    @Test
    void whatThePushCannotDoIsSaid() {
        assertThat(run("push", "customers", "--from", "2026-03-01", "--to", "2026-03-02"))
                .isEqualTo(new Said(1, "There is no flow 'customers' that pushes; there is attendance.\n"));
        assertThat(run("push", "attendance", "--from", "2026-03-02", "--to", "2026-03-01"))
                .isEqualTo(new Said(1, "The last day is before the first\n"));
        assertThat(Commands.run("push", "attendance", "--from", "01.03.2026", "--to", "2026-03-02"))
                .isEqualTo(2);
        assertThat(Commands.run("push", "attendance")).isEqualTo(2);
    }

    @Test
    void deadLettersAreListedShownReplayedAndDiscarded() {
        int inTheWay = odoo.create(
                "hr.attendance",
                Map.of("employee_id", employee, "check_in", "2026-03-01 07:00:00", "check_out", "2026-03-01 12:00:00"));
        take("CLI1", 0);
        take("EMP999", 0);
        run("push", "attendance", "--from", "2026-03-01", "--to", "2026-03-01");

        assertThat(run("dead-letters", "list").out())
                .contains("overlapping", "unknown-employee", "2 of 2 dead letters");
        Said list = run("dead-letters", "list", "--cause", "overlapping", "--person", "CLI1", "--limit", "1");
        assertThat(list.out()).contains("Odoo holds another attendance of CLI1", "1 of 1 dead letters");
        String id = list.out().split("\\s+", 2)[0];
        assertThat(run("dead-letters", "show", id).out())
                .contains("person_id      CLI1", "cause          overlapping", "remedy         Correct");

        assertThat(run("dead-letters", "replay", id))
                .isEqualTo(new Said(0, "Dead letter " + id + " is pushed again\n"));
        assertThat(status(id)).isEqualTo("waiting");
        run("push", "attendance", "--from", "2026-03-01", "--to", "2026-03-01");
        assertThat(status(id)).as("still in the way").isEqualTo("dead");
        odoo.unlink("hr.attendance", inTheWay);
        assertThat(run("dead-letters", "replay", "--cause", "overlapping"))
                .isEqualTo(new Said(0, "1 dead letter is pushed again\n"));
        run("push", "attendance", "--from", "2026-03-01", "--to", "2026-03-01");
        assertThat(checkIns()).containsExactly("2026-03-01T08:00:00Z");

        String other = letter();
        assertThat(run("dead-letters", "correct", other)).extracting(Said::code).isEqualTo(1);
        assertThat(run("dead-letters", "correct", other, "--check-in", "soon").out())
                .startsWith("check_in: ");
        assertThat(run(
                        "dead-letters",
                        "correct",
                        other,
                        "--person",
                        "EMP998",
                        "--check-in",
                        "2026-03-01T10:00:00+01:00"))
                .isEqualTo(new Said(0, "The attendance of dead letter " + other + " was corrected\n"));
        assertThat(run("dead-letters", "show", other).out())
                .contains("person_id      EMP998", "check_in       2026-03-01T09:00:00", "changed by command line");
        assertThat(run("dead-letters", "discard", other, "--reason", "a visitor"))
                .isEqualTo(new Said(0, "Dead letter " + other + " was discarded\n"));
        assertThat(jdbc.sql("SELECT count(*) FROM outbox").query(Long.class).single())
                .isZero();
        assertThat(jdbc.sql(
                                "SELECT act || ' ' || actor || ' ' || coalesce(detail ->> 'reason', '') FROM outbox_audit ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "replayed command line ",
                        "replayed command line ",
                        "changed command line ",
                        "discarded command line a visitor",
                        "voided command line a visitor");
        for (List<String> words : List.of(
                List.of("dead-letters", "show", other),
                List.of("dead-letters", "replay", other),
                List.of("dead-letters", "discard", other, "--reason", "again"))) {
            assertThat(run(words.toArray(String[]::new)))
                    .isEqualTo(new Said(1, "There is no dead letter " + other + ".\n"));
        }
        assertThat(Commands.run("dead-letters", "discard", other))
                .as("no reason")
                .isEqualTo(2);
        assertThat(Commands.run("dead-letters", "replay"))
                .as("neither id nor cause")
                .isEqualTo(2);
    }

    private Said run(String... words) {
        return new Shell(hub).run(words);
    }

    private void take(String badge, int day) {
        long in = DAY_ONE + day * DAY;
        jdbc.sql("SELECT * FROM attendance_take('default', 'rest', ?::json)")
                .param("[" + STAY.formatted(0, badge, in, in + HOURS) + "]")
                .query()
                .listOfRows();
    }

    private String letter() {
        return jdbc.sql("SELECT id::text FROM outbox WHERE status = 'dead'")
                .query(String.class)
                .single();
    }

    private String status(String id) {
        return jdbc.sql("SELECT status FROM outbox WHERE id = ?::bigint")
                .param(id)
                .query(String.class)
                .single();
    }

    private List<String> checkIns() {
        return odoo.ids("hr.attendance").stream()
                .map(id -> odoo.record("hr.attendance", id).get("check_in").toString())
                .sorted()
                .toList();
    }
}
