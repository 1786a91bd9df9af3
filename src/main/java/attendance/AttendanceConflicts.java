package attendance;

import static attendance.PushRow.same;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Decides what becomes of rows: by themselves, and against what Odoo holds. */
@Component("attendanceConflicts")
public class AttendanceConflicts {
    private final JdbcClient jdbc;
    private final PushOutcomes outcomes;
    private final PolicyProperties policies;
    private final Duration longestShift;

    AttendanceConflicts(
            JdbcClient jdbc,
            PushOutcomes outcomes,
            PolicyProperties policies,
            @Value("${hub.attendance.longest-shift:24h}") Duration longestShift) {
        this.jdbc = jdbc;
        this.outcomes = outcomes;
        this.policies = policies;
        this.longestShift = longestShift;
    }

    /** Settles the rows that Odoo need not be asked about. */
    public void judge(PushBatch batch) {
        for (PushRow row : batch.open()) {
            PushRow.Stored stored = row.stored();
            boolean neverSent = row.odooId() == null && !row.isInDoubt();
            if (!stored.exists() || stored.voided() && (neverSent || unsendable(stored))) {
                outcomes.nothing(batch, row);
            } else if (!stored.voided()) {
                PushCause cause = cause(stored);
                if (cause != null) {
                    outcomes.dead(batch, row, cause, null);
                }
            }
        }
    }

    private static boolean unsendable(PushRow.Stored stored) {
        return stored.odooId() == null && (stored.employee() == null || stored.checkIn() == null);
    }

    private PushCause cause(PushRow.Stored stored) {
        if (stored.checkIn() == null) {
            return PushCause.CHECK_OUT_WITHOUT_CHECK_IN;
        }
        if (stored.checkOut() != null && stored.checkOut().isBefore(stored.checkIn())) {
            return PushCause.CHECK_OUT_BEFORE_CHECK_IN;
        }
        if (stored.checkOut() != null
                && Duration.between(stored.checkIn(), stored.checkOut()).compareTo(longestShift) > 0) {
            return PushCause.SHIFT_TOO_LONG;
        }
        if (stored.employee() == null || "deleted".equals(stored.employeeStatus())) {
            return PushCause.UNKNOWN_EMPLOYEE;
        }
        boolean archived = "archived".equals(stored.employeeStatus());
        return archived && policies.archivedEmployee() != ConflictPolicy.PUSH ? PushCause.ARCHIVED_EMPLOYEE : null;
    }

    /** Rows in doubt that Odoo holds are taken as pushed; the others are created like new ones. */
    public void found(PushChunk chunk, byte[] answer) {
        List<OdooAttendance> records = OdooAttendance.of(answer);
        List<PushRow> ended = new ArrayList<>();
        List<PushRow> differing = new ArrayList<>();
        for (PushRow row : chunk.rows()) {
            OdooAttendance record = records.stream()
                    .filter(one -> isSame(row, one) && !isOthers(row, one))
                    .findFirst()
                    .orElse(null);
            if (record == null) {
                row.notThere();
                if (row.stored().voided()) {
                    outcomes.nothing(chunk.batch(), row);
                }
            } else {
                row.found(record);
                (row.isAsWanted(record) ? ended : differing).add(row);
            }
        }
        outcomes.adopted(chunk.batch(), ended, true);
        outcomes.adopted(chunk.batch(), differing, false);
    }

    private static boolean isSame(PushRow row, OdooAttendance record) {
        return record.employee() == row.stored().employee()
                && same(record.checkIn(), row.stored().checkIn());
    }

    /** Whether another attendance of ours is that record. */
    private boolean isOthers(PushRow row, OdooAttendance record) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM attendance WHERE connection = ? AND odoo_id = ? AND id <> ?)")
                .params(AttendanceOutbox.CONNECTION, record.id(), row.stored().subject())
                .query(Boolean.class)
                .single();
    }

    /** Says why Odoo refused the chunk's one row, from the employee's records around it, and applies the policy. */
    public void examined(PushChunk chunk, byte[] answer) {
        PushRow row = chunk.only();
        List<OdooAttendance> near = OdooAttendance.of(answer);
        OdooAttendance same =
                near.stream().filter(record -> isSame(row, record)).findFirst().orElse(null);
        if (same != null && row.odooId() == null && !isOthers(row, same)) {
            row.found(same);
            outcomes.adopted(chunk.batch(), List.of(row), row.isAsWanted(same));
            return;
        }
        List<OdooAttendance> open =
                near.stream().filter(record -> record.checkOut() == null).toList();
        List<OdooAttendance> overlapping =
                near.stream().filter(record -> overlaps(row, record)).toList();
        if (row.stored().checkOut() == null && !open.isEmpty()) {
            conflict(chunk, PushCause.STILL_CHECKED_IN, policies.stillCheckedIn(), open);
        } else if (!overlapping.isEmpty()) {
            conflict(chunk, PushCause.OVERLAPPING, policies.overlapping(), overlapping);
        } else {
            refused(chunk);
        }
    }

    private static boolean overlaps(PushRow row, OdooAttendance record) {
        boolean beginsBeforeEnd = row.stored().checkOut() == null
                || record.checkIn().isBefore(row.stored().checkOut());
        boolean endsAfterBegin = record.checkOut() == null
                || record.checkOut().isAfter(row.stored().checkIn());
        return beginsBeforeEnd && endsAfterBegin
                || same(record.checkIn(), row.stored().checkIn());
    }

    private void conflict(PushChunk chunk, PushCause cause, ConflictPolicy policy, List<OdooAttendance> records) {
        PushRow row = chunk.only();
        OdooAttendance one = records.get(0);
        boolean create = row.odooId() == null && records.size() == 1;
        boolean opensLater = one.checkIn().isAfter(row.stored().checkIn());
        if (create && policy == ConflictPolicy.ADOPT && !isOthers(row, one)) {
            row.found(one);
            outcomes.adopted(chunk.batch(), List.of(row), true);
        } else if (create && policy == ConflictPolicy.CLOSE_OPEN && !opensLater && row.openClosed()) {
            chunk.close(one);
        } else {
            outcomes.dead(chunk.batch(), row, cause, "record " + one.id() + " from " + one.checkIn());
        }
    }

    /** The open record was closed at the check-in of the chunk's one row, which can be created now. */
    public PushChunk closed(PushChunk chunk) {
        if (chunk.isClosing()) {
            jdbc.sql(OutboxSql.CLOSED)
                    .param("at", chunk.only().stored().checkIn().toString())
                    .param("connection", AttendanceOutbox.CONNECTION)
                    .param("odoo_id", chunk.closing().id())
                    .update();
        }
        return new PushChunk(chunk.batch(), List.of(chunk.only()));
    }

    /** Odoo's own reason is all there is. */
    public void refused(PushChunk chunk) {
        PushRow row = chunk.only();
        String cause = chunk.refusal().get("cause");
        String detail = chunk.refusal().get("detail");
        PushCause known =
                switch (cause) {
                    case "access" -> PushCause.ACCESS;
                    case "missing-record" ->
                        row.odooId() == null ? PushCause.UNKNOWN_EMPLOYEE : PushCause.DELETED_IN_ODOO;
                    default -> row.odooId() == null ? PushCause.REFUSED : PushCause.LOCKED_IN_ODOO;
                };
        if (detail.contains("hr_attendance_employee_id_fkey")) {
            known = PushCause.UNKNOWN_EMPLOYEE;
        }
        if (known == PushCause.DELETED_IN_ODOO && row.stored().voided()) {
            outcomes.changed(chunk);
        } else {
            outcomes.dead(chunk.batch(), row, known, detail);
        }
    }

    /** Compares rows with what Odoo holds of them: what needs no change is done, what somebody changed there is dead. */
    public void compared(PushChunk chunk, byte[] answer) {
        Map<Long, OdooAttendance> records = new HashMap<>();
        OdooAttendance.of(answer).forEach(record -> records.put(record.id(), record));
        for (PushChunk single : chunk.singly()) {
            PushRow row = single.only();
            OdooAttendance record = records.get(row.odooId());
            if (record == null && !row.stored().voided()) {
                outcomes.dead(chunk.batch(), row, PushCause.DELETED_IN_ODOO, null);
            } else if (record == null || row.isAsWanted(record)) {
                outcomes.changed(single);
            } else if (!row.isAsPushed(record)) {
                outcomes.dead(
                        chunk.batch(),
                        row,
                        PushCause.CHANGED_IN_ODOO,
                        "there it is from " + record.checkIn()
                                + (record.checkOut() == null ? "" : " to " + record.checkOut()));
            }
        }
    }
}
