package attendance;

import java.util.Locale;

/** Why an outbox row of the flow attendance is a dead letter. */
public enum PushCause {
    UNKNOWN_EMPLOYEE(
            "Employee not found: %s", "Give an employee this badge in Odoo and pull employees, or correct the person."),
    ARCHIVED_EMPLOYEE(
            "The employee %s is archived in Odoo",
            "Unarchive the employee and pull employees, or discard the attendance."),
    CHECK_OUT_BEFORE_CHECK_IN("The check-out of %s is before the check-in", "Correct the times."),
    CHECK_OUT_WITHOUT_CHECK_IN(
            "%s checked out without having checked in", "Add the check-in, or discard the attendance."),
    SHIFT_TOO_LONG("The stay of %s is longer than any shift", "Correct the times; a check-out is probably missing."),
    OVERLAPPING(
            "Odoo holds another attendance of %s at that time",
            "Correct the times here or in Odoo, then replay; or discard it."),
    STILL_CHECKED_IN(
            "Odoo has %s as still checked in",
            "Add the missing check-out here or in Odoo, then replay; or discard it."),
    ACCESS(
            "The Odoo user may not do this for %s",
            "Grant the user the right to manage attendances of this employee, then replay."),
    REFUSED("Odoo refuses the attendance of %s", "Correct what Odoo says, then replay; or discard it."),
    CHANGED_IN_ODOO(
            "Somebody changed the attendance of %s in Odoo",
            "Decide which times are right: correct them in Odoo and discard this, or restore Odoo's and replay."),
    DELETED_IN_ODOO(
            "Somebody deleted the attendance of %s in Odoo",
            "Discard this when the deletion was right; otherwise create it in Odoo."),
    LOCKED_IN_ODOO(
            "Odoo does not let the attendance of %s be changed any more",
            "Reopen it in Odoo and replay, or discard the change.");

    private final String detail;
    private final String remedy;

    PushCause(String detail, String remedy) {
        this.detail = detail;
        this.remedy = remedy;
    }

    /** The word in the column {@code outbox.cause}, as in {@code unknown-employee}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The cause in a sentence, without a final stop. */
    public String detail(String personId) {
        return String.format(detail, personId);
    }

    /** What to do, in another sentence. */
    public String remedy() {
        return remedy;
    }
}
