package flows;

import static org.assertj.core.api.Assertions.assertThat;

import attendance.AttendancePush;
import attendance.PushResult;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.HubTest;
import hub.TestDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;
import odoo.RealOdoo;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The flow attendance on the Odoo that ODOO_URL names: what Odoo holds of employees made for it, removed afterwards. */
@HubTest
@Tag("real-odoo")
class RealOdooAttendanceTest {
    private static final int EMPLOYEES = 6;
    private static final LocalDate FIRST = LocalDate.parse("2024-03-01");
    private static final LocalDate LAST = LocalDate.parse("2024-03-31");

    @Autowired
    private AttendancePush push;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CamelContext camel;

    @Autowired
    private ProducerTemplate template;

    @Autowired
    private DataSource dataSource;

    private final List<Long> employees = new ArrayList<>();

    @BeforeEach
    void employees() throws Exception {
        TestDatabase.clean(dataSource);
        RealOdoo.connect(camel);
        for (int i = 0; i < EMPLOYEES; i++) {
            long employee = json(template.requestBody(
                            "odoo:hr.employee/create", "{\"name\":\"Odoo-hub push " + i + "\"}", String.class))
                    .get(0)
                    .asLong();
            employees.add(employee);
            jdbc.sql("WITH one AS (INSERT INTO persons (person_id, name, odoo_employee_id)"
                            + " VALUES (:badge, :badge, :employee) RETURNING id)"
                            + " INSERT INTO person_badge (badge, person) SELECT :badge, id FROM one")
                    .param("badge", "ODOO_" + employee)
                    .param("employee", employee)
                    .update();
        }
    }

    @AfterEach
    void noEmployees() throws Exception {
        String attendances = ids(records());
        if (!attendances.equals("[]")) {
            template.requestBody("odoo:hr.attendance/unlink", attendances);
        }
        template.requestBody("odoo:hr.employee/unlink", employees.toString());
    }

    @Test
    void eachIsThereOnceWithItsTimesInUtcAndTheBadOneIsADeadLetter() throws Exception {
        for (long employee : employees) {
            for (int day = 1; day <= 5; day++) {
                take(employee, "2024-03-0" + day + "T09:00:00+01:00", "2024-03-0" + day + "T18:00:00+01:00");
            }
            take(employee, "2024-03-10T09:00:00+01:00", null);
        }
        take(employees.get(0), "2024-03-03T12:00:00+01:00", "2024-03-03T13:00:00+01:00");

        PushResult result = push.push(FIRST, LAST);

        assertThat(result.pushed()).isEqualTo(EMPLOYEES * 6);
        assertThat(result.errors()).singleElement().asString().contains("another attendance");
        assertThat(jdbc.sql("SELECT cause FROM outbox").query(String.class).list())
                .containsExactly("overlapping");
        assertHeldOnce();
        assertThat(push.push(FIRST, LAST).pushed()).isZero();
        assertThat(records()).hasSize(EMPLOYEES * 6);
    }

    @Test
    void aHubThatForgotWhatItPushedFindsItInOdoo() throws Exception {
        employees.forEach(employee -> take(employee, "2024-03-01T08:00:00Z", "2024-03-01T17:00:00Z"));
        employees.forEach(employee -> take(employee, "2024-03-02T08:00:00Z", null));
        push.push(FIRST, LAST);
        jdbc.sql("UPDATE attendance SET odoo_id = NULL, pushed_check_in = NULL, pushed_check_out = NULL")
                .update();
        jdbc.sql("SELECT attendance_changed(ARRAY(SELECT id FROM attendance WHERE check_out IS NOT NULL))")
                .query()
                .listOfRows();
        jdbc.sql("UPDATE outbox SET in_doubt = true").update();
        jdbc.sql("SELECT attendance_changed(ARRAY(SELECT id FROM attendance WHERE check_out IS NULL))")
                .query()
                .listOfRows();
        push.push(FIRST, LAST);
        assertThat(jdbc.sql("SELECT count(*) FROM outbox").query(Long.class).single())
                .isZero();
        assertHeldOnce();
    }

    @Test
    void correctionsReachOdooAndWhatWasChangedThereIsLeftAlone() throws Exception {
        for (long employee : employees) {
            take(employee, "2024-03-01T08:00:00Z", null);
        }
        push.push(FIRST, LAST);
        for (long employee : employees) {
            take(employee, "2024-03-01T08:00:00Z", "2024-03-01T17:00:00Z");
        }
        push.push(FIRST, LAST);
        assertHeldOnce();
        long first =
                jdbc.sql("SELECT min(id) FROM attendance").query(Long.class).single();
        jdbc.sql("SELECT attendance_void(?, 'a test', 'test')")
                .param(first)
                .query()
                .listOfRows();
        long second = first + 1;
        long there = jdbc.sql("SELECT odoo_id FROM attendance WHERE id = ?")
                .param(second)
                .query(Long.class)
                .single();
        template.requestBody(
                "odoo:hr.attendance/write",
                "{\"ids\":[" + there + "],\"vals\":{\"check_out\":\"2024-03-01 16:00:00\"}}");
        jdbc.sql("SELECT attendance_correct(?, '{\"check_out\": \"2024-03-01T18:00:00Z\"}', 'test')")
                .param(second)
                .query()
                .listOfRows();
        push.push(FIRST, LAST);
        assertThat(records()).hasSize(EMPLOYEES - 1);
        assertThat(jdbc.sql("SELECT cause FROM outbox").query(String.class).list())
                .containsExactly("changed-in-odoo");
    }

    private void take(long employee, String checkIn, String checkOut) {
        String row = "[{\"i\": 0, \"person_id\": \"ODOO_" + employee + "\", \"kind\": \"stay\", \"at\": "
                + seconds(checkIn) + (checkOut == null ? "" : ", \"check_out\": " + seconds(checkOut)) + "}]";
        jdbc.sql("SELECT * FROM attendance_take('default', 'rest', ?::json)")
                .param(row)
                .query()
                .listOfRows();
    }

    private static long seconds(String time) {
        return java.time.OffsetDateTime.parse(time).toEpochSecond();
    }

    private void assertHeldOnce() throws Exception {
        List<String> found = new ArrayList<>();
        records()
                .forEach(record -> found.add(record.path("id").asText() + " "
                        + record.path("employee_id").get(0).asText() + " "
                        + record.path("check_in").asText() + " "
                        + (record.path("check_out").isTextual()
                                ? record.path("check_out").asText()
                                : "-")));
        List<String> expected = jdbc.sql("""
                        SELECT concat_ws(' ', a.odoo_id, p.odoo_employee_id, to_char(a.check_in AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'),
                            coalesce(to_char(a.check_out AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'), '-'))
                        FROM attendance a JOIN persons p ON p.id = a.person WHERE a.odoo_id IS NOT NULL
                        """).query(String.class).list();
        assertThat(new TreeSet<>(found)).hasSameSizeAs(found).isEqualTo(new TreeSet<>(expected));
    }

    private JsonNode records() throws Exception {
        return json(template.requestBodyAndHeader(
                "odoo:hr.attendance/search_read?fields=employee_id,check_in,check_out&order=id",
                null,
                "CamelOdooDomain",
                "[[\"employee_id\",\"in\"," + employees + "]]",
                String.class));
    }

    private static String ids(JsonNode records) {
        List<Long> ids = new ArrayList<>();
        records.forEach(record -> ids.add(record.path("id").asLong()));
        return ids.toString();
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
