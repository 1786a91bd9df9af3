package practice.models;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import practice.orm.Env;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.OdooException;
import practice.orm.Operation;
import practice.orm.Version;
import practice.orm.Writer;
import practice.store.Row;
import practice.store.Table;

/** hr.employee: whoever is no HR officer reads the public fields only. */
final class Employee extends Model {
    /** What hr.employee.public shows. */
    static final List<String> PUBLIC = List.of(
            "name",
            "active",
            "work_email",
            "work_phone",
            "mobile_phone",
            "job_id",
            "job_title",
            "department_id",
            "company_id",
            "parent_id",
            "coach_id",
            "user_id",
            "tz");

    private static final List<String> MAGIC =
            List.of("id", "display_name", "create_uid", "create_date", "write_uid", "write_date");

    Employee(Version version) {
        super(version, "hr.employee", "Employee");
        group("Employees/Officer: Manage all employees");
        chars("name", "Employee Name");
        flag("active", "Active");
        chars("work_email", "Work Email");
        chars("work_phone", "Work Phone");
        chars("mobile_phone", "Work Mobile");
        one("job_id", version.pick("Job", "Job Position"), "hr.job");
        chars("job_title", "Job Title");
        one("department_id", "Department", "hr.department");
        if (version.is19()) {
            List.of("job_id", "job_title", "department_id")
                    .forEach(name -> field(name).related());
            one("work_contact_id", "Work Contact", "res.partner");
            choice(
                    "employee_type",
                    "Employee Type",
                    "employee",
                    "Employee",
                    "worker",
                    "Worker",
                    "student",
                    "Student",
                    "trainee",
                    "Trainee",
                    "contractor",
                    "Contractor",
                    "freelance",
                    "Freelancer");
        }
        one("company_id", "Company", "res.company").required();
        chars("barcode", version.pick("Badge ID", "Badge ID")).indexed();
        chars("pin", "PIN");
        one("parent_id", "Manager", "hr.employee");
        one("coach_id", "Coach", "hr.employee");
        one("user_id", "User", "res.users");
        add("tz", FieldType.SELECTION, "Timezone").related();
        many("category_ids", "Tags", "hr.employee.category");
        add("birthday", FieldType.DATE, version.pick("Birthday", "Date of Birth"));
        choice(version.pick("sex", "gender"), "Gender", "male", "Male", "female", "Female", "other", "Other");
        lines("attendance_ids", "Attendance", "hr.attendance", "employee_id");
        one("last_attendance_id", "Last Attendance", "hr.attendance")
                .computed(this::lastAttendance)
                .searchable()
                .sortable();
        choice("attendance_state", "Attendance Status", "checked_out", "Checked out", "checked_in", "Checked in")
                .computed(this::state);
        if (version.is14()) {
            method("attendance_manual", this::toggle);
        }
        order("name");
    }

    @Override
    public Map<String, Object> defaults(Env env) {
        return version.is19()
                ? Map.of("active", true, "company_id", 1, "tz", "Europe/Brussels", "employee_type", "employee")
                : Map.of("active", true, "company_id", 1, "tz", "Europe/Brussels");
    }

    @Override
    public Map<String, Object> given(Env env, Map<String, Object> values, boolean create) {
        if (create && version.is19() && !values.containsKey("name")) {
            throw OdooException.builtin("KeyError", "name");
        }
        return values;
    }

    @Override
    public void validate(Env env, List<Row> rows) {
        Table table = env.table(name());
        for (Row row : rows) {
            String barcode = (String) get(row, "barcode");
            if (barcode != null && version.is19() && !barcode.matches("[A-Za-z0-9]{0,18}")) {
                throw OdooException.validation(
                        "The Badge ID must be alphanumeric without any accents and no longer than 18 characters.");
            }
            if (barcode != null
                    && table.having(field("barcode").column(), barcode).size() > 1) {
                throw OdooException.validation("The operation cannot be completed: "
                        + version.pick(
                                "The Badge ID must be unique, this one is already assigned to another employee.",
                                "duplicate key value violates unique constraint \"hr_employee_barcode_uniq\"\n"));
            }
        }
    }

    @Override
    public void checkRead(Env env, Collection<String> wanted) {
        List<String> hidden = wanted.stream()
                .filter(name -> isPrivate(name) && field(name) != null)
                .toList();
        if (!hidden.isEmpty()) {
            String names = String.join(", ", hidden);
            throw OdooException.access(version.pick(
                    "The fields “" + names + "”, which you are trying to read, are not available for employee public"
                            + " profiles.",
                    "The fields \"" + names + "\" you try to read is not available on the public employee profile."));
        }
    }

    @Override
    public boolean shows(Env env, String field) {
        return !isPrivate(field) || env.user().rights().allows(name(), Operation.READ);
    }

    private static boolean isPrivate(String field) {
        return !PUBLIC.contains(field) && !MAGIC.contains(field);
    }

    private Object lastAttendance(Env env, Row row) {
        Table attendances = env.table("hr.attendance");
        Model attendance = env.model("hr.attendance");
        return attendances.having(attendance.field("employee_id").column(), row.id()).stream()
                .max(Comparator.comparing(id -> (Instant) attendance.get(attendances.get(id), "check_in")))
                .orElse(null);
    }

    private Object state(Env env, Row row) {
        Object last = lastAttendance(env, row);
        boolean in = last != null && env.value("hr.attendance", last, "check_out") == null;
        return in ? "checked_in" : "checked_out";
    }

    /** 14: checks in, or out. */
    private Object toggle(Env env, List<Integer> ids, Map<String, Object> args) {
        Row row = env.row(name(), ids.get(0));
        Object last = lastAttendance(env, row);
        Writer writer = new Writer(env, env.model("hr.attendance"));
        Map<String, Object> answer = new HashMap<>();
        if ("checked_in".equals(state(env, row))) {
            writer.write(List.of((Integer) last), Map.of("check_out", env.stamp()));
        } else {
            writer.create(List.of(Map.of("employee_id", row.id(), "check_in", env.stamp())));
        }
        answer.put("action", Map.of("name", "Attendance", "res_id", lastAttendance(env, row)));
        return answer;
    }
}
