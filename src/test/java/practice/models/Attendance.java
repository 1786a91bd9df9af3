package practice.models;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import practice.orm.Env;
import practice.orm.FieldType;
import practice.orm.Model;
import practice.orm.OdooException;
import practice.orm.Version;
import practice.store.Row;
import practice.store.Table;

/** hr.attendance: no two of an employee overlap, and one at most is open. */
final class Attendance extends Model {
    /** The administrator's time zone, in which messages speak. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Brussels");

    Attendance(Version version) {
        super(version, "hr.attendance", "Attendance");
        group("Attendances/Officer: Manage attendances");
        one("employee_id", "Employee", "hr.employee").required();
        datetime("check_in", "Check In").required();
        datetime("check_out", "Check Out");
        decimal("worked_hours", "Worked Hours").readonly();
        one("department_id", "Department", "hr.department")
                .computed((env, row) -> env.related(row, field("employee_id"), "department_id"))
                .searchable();
        if (version.is19()) {
            choice(
                            "in_mode",
                            "Mode",
                            "kiosk",
                            "Kiosk",
                            "systray",
                            "Systray",
                            "manual",
                            "Manual",
                            "technical",
                            "Technical")
                    .readonly();
            choice(
                            "out_mode",
                            "Out Mode",
                            "kiosk",
                            "Kiosk",
                            "systray",
                            "Systray",
                            "manual",
                            "Manual",
                            "technical",
                            "Technical",
                            "auto_check_out",
                            "Automatic Check-Out")
                    .readonly();
            decimal("in_latitude", "Latitude").readonly();
            decimal("in_longitude", "Longitude").readonly();
            chars("in_ip_address", "IP Address").readonly();
            chars("in_browser", "Browser").readonly();
            decimal("overtime_hours", "Over Time").readonly();
            add("date", FieldType.DATE, "Date").required().readonly();
        }
        order("check_in desc");
    }

    @Override
    public Map<String, Object> defaults(Env env) {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put("check_in", env.stamp());
        env
                .table("hr.employee")
                .having(
                        env.model("hr.employee").field("user_id").column(),
                        env.user().uid())
                .stream()
                .findFirst()
                .ifPresent(employee -> defaults.put("employee_id", employee));
        if (version.is19()) {
            defaults.put("in_mode", "manual");
            defaults.put("out_mode", "manual");
        }
        return defaults;
    }

    @Override
    public void compute(Env env, Row row, Row before) {
        Object employee = get(row, "employee_id");
        if (version.is19() && employee != null && env.row("hr.employee", employee) == null) {
            throw OdooException.missing("hr.employee", employee, env.user().uid());
        }
        Instant in = (Instant) get(row, "check_in");
        Instant out = (Instant) get(row, "check_out");
        set(row, "worked_hours", in == null || out == null ? 0.0 : WorkedHours.between(in, out, version));
        if (version.is19()) {
            set(row, "date", in == null ? null : in.atZone(ZONE).toLocalDate());
        }
    }

    @Override
    public void validate(Env env, List<Row> rows) {
        for (Row row : rows) {
            Instant out = (Instant) get(row, "check_out");
            if (out != null && out.isBefore(in(row))) {
                throw OdooException.validation("\"Check Out\" time cannot be earlier than \"Check In\" time.");
            }
        }
        rows.forEach(row -> checkOthers(env, row));
    }

    private void checkOthers(Env env, Row row) {
        Instant out = (Instant) get(row, "check_out");
        Row before = last(env, row, other -> !in(other).isAfter(in(row)));
        Instant end = before == null ? null : (Instant) get(before, "check_out");
        if (end != null && end.isAfter(in(row))) {
            throw refused(env, row, "the employee was already checked in on ", in(row));
        }
        if (out == null) {
            Row open = last(env, row, other -> get(other, "check_out") == null);
            if (open != null) {
                throw refused(env, row, "the employee hasn't checked out since ", in(open));
            }
            return;
        }
        Row inside = last(env, row, other -> in(other).isBefore(out));
        if (inside != null && inside != before) {
            throw refused(env, row, "the employee was already checked in on ", in(inside));
        }
    }

    /** The latest other attendance of the same employee that fits. */
    private Row last(Env env, Row row, Predicate<Row> fits) {
        Table table = env.table(name());
        return table.having(field("employee_id").column(), get(row, "employee_id")).stream()
                .filter(id -> id != row.id())
                .map(table::get)
                .filter(fits)
                .max(Comparator.comparing(this::in))
                .orElse(null);
    }

    private Instant in(Row row) {
        return (Instant) get(row, "check_in");
    }

    private OdooException refused(Env env, Row row, String reason, Instant when) {
        DateTimeFormatter format =
                DateTimeFormatter.ofPattern(version.pick("MM/dd/yyyy hh:mm:ss a", "MM/dd/yyyy HH:mm:ss"), Locale.US);
        return OdooException.validation("Cannot create new attendance record for "
                + env.related(row, field("employee_id"), "name") + ", " + reason + format.format(when.atZone(ZONE)));
    }

    @Override
    protected String displayName(Env env, Row row) {
        Instant out = (Instant) get(row, "check_out");
        DateTimeFormatter time =
                DateTimeFormatter.ofPattern("hh:mm:ss a", Locale.US).withZone(ZONE);
        if (version.is14()) {
            DateTimeFormatter full =
                    DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
            return env.related(row, field("employee_id"), "name") + " from " + full.format(in(row))
                    + (out == null ? "" : " to " + full.format(out));
        }
        if (out == null) {
            return "From " + time.format(in(row));
        }
        long minutes = Math.round((Double) get(row, "worked_hours") * 60);
        return "%02d:%02d (%s-%s)".formatted(minutes / 60, minutes % 60, time.format(in(row)), time.format(out));
    }
}
