package attendance;

import java.util.Locale;

/**
 * Why an outbox row of the flow attendance is a dead letter. The SQL functions {@code
 * attendance_detail} and {@code attendance_remedy} put each into words.
 */
public enum PushCause {
    UNKNOWN_EMPLOYEE,
    ARCHIVED_EMPLOYEE,
    CHECK_OUT_BEFORE_CHECK_IN,
    CHECK_OUT_WITHOUT_CHECK_IN,
    SHIFT_TOO_LONG,
    OVERLAPPING,
    STILL_CHECKED_IN,
    ACCESS,
    REFUSED,
    CHANGED_IN_ODOO,
    DELETED_IN_ODOO,
    LOCKED_IN_ODOO;

    /** The word in the column {@code outbox.cause}, as in {@code unknown-employee}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
