package flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import practice.Fault;
import practice.orm.Rights;
import sync.Run;
import sync.RunFigures;
import sync.RunMode;
import sync.RunTrigger;

/** The flow employees: who becomes a person, under which badge, and what becomes of what was said of a badge before. */
class EmployeesTest extends FlowTest {
    private static final String IN_AND_OUT = """
            [{"i":0,"person_id":"%1$s","kind":"in","at":1700000000},{"i":1,"person_id":"%1$s","kind":"out","at":1700010000}]""";

    @Test
    void anEmployeeBecomesAPersonAsTheMappingSays() {
        int department = odoo.create("hr.department", Map.of("name", "Assembly"));
        int job = odoo.create("hr.job", Map.of("name", "Welder"));
        int id = employee(
                "Ada",
                "EMP001",
                Map.of(
                        "work_email", "ada@example.org",
                        "mobile_phone", "+1 555 0100",
                        "department_id", department,
                        "job_id", job,
                        "employee_type", "worker"));
        int other = employee("Ben", null, Map.of());
        int gone = employee("Old", "EMP009", Map.of("active", false));

        RunFigures figures = pullEmployees();

        assertThat(figures.created()).isEqualTo(2);
        assertThat(figures.skipped()).isEqualTo(Map.of("archived", 1L));
        assertThat(person(id))
                .containsEntry("person_id", "EMP001")
                .containsEntry("name", "Ada")
                .containsEntry("email", "ada@example.org")
                .containsEntry("phone", "+1 555 0100")
                .containsEntry("department", "Assembly")
                .containsEntry("position", "Welder")
                .containsEntry("odoo_status", "linked");
        assertThat(person(id).get("metadata")).hasToString("{\"employee_type\": \"worker\"}");
        assertThat(person(other)).containsEntry("person_id", "ODOO_" + other);
        assertThat(badges()).isEqualTo(Map.of("EMP001", "Ada", "ODOO_" + id, "Ada", "ODOO_" + other, "Ben"));
        assertThat(personsOf(gone)).isZero();
        assertThat(pullEmployees().unchanged()).isEqualTo(2);
    }

    @Test
    void aBadgeThatChangesKeepsThePersonAndTheOldBadge() {
        int id = employee("Ada", "EMP001", Map.of());
        pullEmployees();
        Object person = person(id).get("id");

        odoo.write("hr.employee", id, Map.of("barcode", "EMP777"));
        pullEmployees();

        assertThat(person(id)).containsEntry("id", person).containsEntry("person_id", "EMP777");
        assertThat(badges()).containsEntry("EMP001", "Ada").containsEntry("EMP777", "Ada");
    }

    @Test
    void badgesAreSwappedInOnePage() {
        int ada = employee("Ada", "EMP001", Map.of());
        int ben = employee("Ben", "EMP002", Map.of());
        pullEmployees();

        odoo.write("hr.employee", ada, new HashMap<>(java.util.Collections.singletonMap("barcode", null)));
        odoo.write("hr.employee", ben, Map.of("barcode", "EMP001"));
        odoo.write("hr.employee", ada, Map.of("barcode", "EMP002"));
        pullEmployees();

        assertThat(openRejects()).isEmpty();
        assertThat(person(ada)).containsEntry("person_id", "EMP002");
        assertThat(person(ben)).containsEntry("person_id", "EMP001");
        assertThat(badges()).containsEntry("EMP002", "Ada").containsEntry("EMP001", "Ben");
    }

    @Test
    void twoEmployeesWithOneBadgeAreARejectThatHealsByItself() {
        int ada = employee("Ada", " EMP1 ", Map.of(), 14);
        int ben = employee("Ben", "EMP1", Map.of(), 14);

        RunFigures figures = pullEmployees();

        assertThat(figures.rejected()).isEqualTo(1);
        assertThat(openRejects()).singleElement().satisfies(reject -> assertThat(reject)
                .containsEntry("odoo_id", (long) ben)
                .containsEntry("reason", "badge_taken")
                .containsEntry("blocked_by", (long) ada));
        assertThat(personsOf(ben)).isZero();

        odoo.write("hr.employee", ada, Map.of("barcode", "EMP2"));
        pullEmployees();

        assertThat(openRejects()).isEmpty();
        assertThat(person(ada)).containsEntry("person_id", "EMP2");
        assertThat(person(ben)).containsEntry("person_id", "EMP1");
    }

    @Test
    void whoIsArchivedOrDeletedIsMarkedAndLeavesTheBadge() {
        int ada = employee("Ada", "EMP001", Map.of());
        int ben = employee("Ben", "EMP002", Map.of());
        pullEmployees();

        odoo.write("hr.employee", ada, values("active", false, "barcode", null));
        odoo.unlink("hr.employee", ben);
        int eve = employee("Eve", "EMP001", Map.of());
        employees(RunMode.FULL);

        assertThat(person(ada)).containsEntry("odoo_status", "archived").containsEntry("person_id", "ODOO_" + ada);
        assertThat(person(ben)).containsEntry("odoo_status", "deleted");
        assertThat(person(eve)).containsEntry("person_id", "EMP001").containsEntry("odoo_status", "linked");
        assertThat(badges()).containsEntry("EMP001", "Eve");
    }

    @Test
    void whatWasSaidOfABadgeBeforeBelongsToThePerson() {
        take("EMP001");
        assertThat(outbox()).isEqualTo(List.of("dead unknown-employee"));

        int id = employee("Ada", "EMP001", Map.of());
        pullEmployees();

        assertThat(outbox()).isEqualTo(List.of("waiting null"));
        assertThat(jdbc.sql(
                                "SELECT a.person = p.id AND a.lane = p.id AND o.lane = p.id FROM attendance a JOIN outbox o ON"
                                        + " o.subject = a.id JOIN persons p ON p.odoo_employee_id = ?")
                        .param(id)
                        .query(Boolean.class)
                        .single())
                .isTrue();

        odoo.write("hr.employee", id, Map.of("active", false));
        pullEmployees();
        assertThat(outbox()).isEqualTo(List.of("dead archived-employee"));

        odoo.write("hr.employee", id, Map.of("active", true));
        pullEmployees();
        assertThat(outbox()).isEqualTo(List.of("waiting null"));
    }

    @Test
    void whoMayNotSeeBadgesReadsThePublicProfilesAndEverybodyKeepsTheirs() {
        int ada = employee("Ada", "EMP001", Map.of());
        pullEmployees();
        int ben = employee("Ben", "EMP002", Map.of());
        odoo.write("hr.employee", ada, Map.of("work_email", "ada@example.org"));
        signInWith(odoo.addUser("clerk", "clerk", Rights.all().deny("hr.employee")));

        pullEmployees();

        assertThat(person(ada)).containsEntry("person_id", "EMP001").containsEntry("email", "ada@example.org");
        assertThat(person(ben)).containsEntry("person_id", "ODOO_" + ben);
    }

    @Test
    void whereTheModelIsRefusedAltogetherThePublicOneIsRead() {
        int ada = employee("Ada", "EMP001", Map.of());
        odoo.misbehave(Fault.odooError("odoo.exceptions.AccessError", "No.")
                .on("hr.employee", "search_read")
                .always());

        pullEmployees();

        assertThat(person(ada)).containsEntry("person_id", "ODOO_" + ada).containsEntry("name", "Ada");
        odoo.behave();
        pullEmployees();
        assertThat(person(ada)).containsEntry("person_id", "EMP001");
        assertThat(badges()).isEqualTo(Map.of("ODOO_" + ada, "Ada", "EMP001", "Ada"));
    }

    @Test
    void everyChangeIsFoundAlsoInPublicProfilesWhoseWriteDateStays() {
        int department = odoo.create("hr.department", Map.of("name", "Assembly"));
        int ada = employee("Ada", "EMP001", Map.of("department_id", department));
        int ben = employee("Ben", "EMP002", Map.of());
        signInWith(odoo.addUser("clerk", "clerk", Rights.all().deny("hr.employee")));
        pullEmployees();
        jdbc.sql("UPDATE sync_flow SET watermark = now() + interval '1 day'").update();

        odoo.write("hr.employee", ada, Map.of("name", "Adair"));
        odoo.write("hr.employee", ben, Map.of("active", false));
        pullEmployees();

        assertThat(person(ada)).containsEntry("name", "Adair");
        assertThat(person(ben)).containsEntry("odoo_status", "archived");
    }

    @Test
    void aDepartmentsNewNameIsFoundThoughTheEmployeeDidNotChange() {
        int department = odoo.create("hr.department", Map.of("name", "Assembly"));
        int ada = employee("Ada", "EMP001", Map.of("department_id", department));
        pullEmployees();

        odoo.write("hr.department", department, Map.of("name", "Works"));
        pullEmployees();

        assertThat(person(ada)).containsEntry("department", "Works");
    }

    private int employee(String name, String badge, Map<String, Object> more) {
        return employee(name, badge, more, 19);
    }

    /** Odoo 14 takes badges that 19 refuses. */
    private int employee(String name, String badge, Map<String, Object> more, int version) {
        if (version != odoo.version()) {
            stopOdoo();
            odoo = practice().version(version).start();
            signInWith(odoo.apiKey());
        }
        Map<String, Object> values = new HashMap<>(more);
        values.put("name", name);
        values.put("barcode", badge);
        return odoo.create("hr.employee", values);
    }

    private static Map<String, Object> values(String one, Object first, String two, Object second) {
        Map<String, Object> values = new HashMap<>();
        values.put(one, first);
        values.put(two, second);
        return values;
    }

    private RunFigures pullEmployees() {
        return employees(RunMode.INCREMENTAL).getFigures();
    }

    private Run employees(RunMode mode) {
        return runner.run("employees", mode, RunTrigger.COMMAND);
    }

    private void take(String badge) {
        jdbc.sql("SELECT count(*) FROM attendance_take('default', 'rest', ?::json)")
                .param(IN_AND_OUT.formatted(badge))
                .query(Long.class)
                .single();
    }

    private List<String> outbox() {
        return jdbc.sql("SELECT concat_ws(' ', status, coalesce(cause, 'null')) FROM outbox ORDER BY position")
                .query(String.class)
                .list();
    }

    private long personsOf(int employee) {
        return jdbc.sql("SELECT count(*) FROM persons WHERE odoo_employee_id = ?")
                .param(employee)
                .query(Long.class)
                .single();
    }

    private Map<String, Object> person(int employee) {
        return jdbc.sql("SELECT * FROM persons WHERE odoo_employee_id = ?")
                .param(employee)
                .query()
                .singleRow();
    }

    private Map<String, String> badges() {
        Map<String, String> badges = new HashMap<>();
        jdbc.sql("SELECT b.badge, p.name FROM person_badge b JOIN persons p ON p.id = b.person")
                .query(row -> {
                    badges.put(row.getString(1), row.getString(2));
                });
        return badges;
    }
}
