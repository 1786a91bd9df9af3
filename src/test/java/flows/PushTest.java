package flows;

import static org.assertj.core.api.Assertions.assertThat;

import attendance.AttendancePush;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import practice.PracticeOdooBuilder;
import routes.PushBreakers;

/** Attendances in the outbox of a running hub, and an Odoo that holds employees for them. */
abstract class PushTest extends FlowTest {
    @Autowired
    protected AttendancePush attendancePush;

    @Autowired
    protected PushBreakers breakers;

    @BeforeEach
    void closeTheBreaker() {
        breakers.of("default").reset();
    }

    @Override
    protected PracticeOdooBuilder practice() {
        return super.practice();
    }

    /** Pushes what is due. */
    protected void push() {
        attendancePush.due();
    }

    /** Pushes everything that waits, due or not. */
    protected void pushAll() {
        closeTheBreaker();
        attendancePush.runNow();
    }

    /** A person with that badge whose employee is in Odoo; the person's id. */
    protected long person(String badge) {
        int employee = odoo.create("hr.employee", Map.of("name", badge, "barcode", badge));
        return jdbc.sql("WITH one AS (INSERT INTO persons (person_id, name, odoo_employee_id)"
                        + " VALUES (:badge, :badge, :employee) RETURNING id)"
                        + " INSERT INTO person_badge (badge, person) SELECT :badge, id FROM one RETURNING person")
                .param("badge", badge)
                .param("employee", employee)
                .query(Long.class)
                .single();
    }

    protected long personId(String badge) {
        return jdbc.sql("SELECT id FROM persons WHERE person_id = ?")
                .param(badge)
                .query(Long.class)
                .single();
    }

    protected int employee(long person) {
        return jdbc.sql("SELECT odoo_employee_id FROM persons WHERE id = ?")
                .param(person)
                .query(Integer.class)
                .single();
    }

    /** An attendance in the outbox; its id. */
    protected long attendance(long person, String checkIn, String checkOut) {
        String badge = jdbc.sql("SELECT person_id FROM persons WHERE id = ?")
                .param(person)
                .query(String.class)
                .single();
        return store(badge, person, checkIn, checkOut);
    }

    /** An attendance of nobody known. */
    protected long stranger(String badge, String checkIn, String checkOut) {
        return store(badge, null, checkIn, checkOut);
    }

    private long store(String badge, Long person, String checkIn, String checkOut) {
        long id = jdbc.sql("""
                        INSERT INTO attendance (person_id, person, lane, check_in, check_out, at, source)
                        VALUES (:badge, :person, attendance_lane(:person::bigint, :badge), :in::timestamptz, :out::timestamptz,
                            coalesce(:in::timestamptz, :out::timestamptz), 'rest') RETURNING id
                        """)
                .param("badge", badge)
                .param("person", person, java.sql.Types.BIGINT)
                .param("in", checkIn, java.sql.Types.VARCHAR)
                .param("out", checkOut, java.sql.Types.VARCHAR)
                .query(Long.class)
                .single();
        changed(id);
        return id;
    }

    /** Puts the attendance into the outbox. */
    protected void changed(long attendance) {
        jdbc.sql("SELECT attendance_changed(ARRAY[?])")
                .param(attendance)
                .query()
                .listOfRows();
    }

    protected Map<String, Object> stored(long attendance) {
        return jdbc.sql("SELECT * FROM attendance WHERE id = ?")
                .param(attendance)
                .query()
                .singleRow();
    }

    protected Integer odooId(long attendance) {
        Long id = (Long) stored(attendance).get("odoo_id");
        return id == null ? null : id.intValue();
    }

    protected List<Map<String, Object>> outbox() {
        return jdbc.sql("SELECT * FROM outbox ORDER BY id").query().listOfRows();
    }

    /** Odoo's records are the attendances that are not voided, each once, with their times; and each is known by its id. */
    protected void assertOdooHoldsEachOnce() {
        List<String> expected = jdbc.sql("""
                        SELECT p.odoo_employee_id || ' ' || a.check_in || ' ' || coalesce(a.check_out::text, '-') || ' ' || a.odoo_id
                        FROM attendance a JOIN persons p ON p.id = a.person WHERE a.voided_at IS NULL
                        """).query(String.class).list();
        List<String> found = odoo.ids("hr.attendance").stream()
                .map(id -> {
                    Map<String, Object> record = odoo.record("hr.attendance", id);
                    return record.get("employee_id") + " " + text(record.get("check_in")) + " "
                            + (record.get("check_out") == null ? "-" : text(record.get("check_out"))) + " " + id;
                })
                .toList();
        assertThat(new TreeSet<>(found)).hasSameSizeAs(found).isEqualTo(new TreeSet<>(expected));
        assertThat(expected).hasSameSizeAs(found);
    }

    private String text(Object instant) {
        return jdbc.sql("SELECT (?::timestamptz)::text")
                .param(instant.toString())
                .query(String.class)
                .single();
    }
}
