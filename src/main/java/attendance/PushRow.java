package attendance;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A claimed outbox row with its attendance as it was read after the claim. Not for several threads at once. */
final class PushRow {
    /** What the database holds. Times are instants with microseconds; null ids for what is not known. */
    record Stored(
            long id,
            long subject,
            long lane,
            int revision,
            boolean inDoubt,
            boolean exists,
            String personId,
            Long employee,
            String employeeStatus,
            Instant checkIn,
            Instant checkOut,
            boolean voided,
            Long odooId,
            Instant pushedCheckIn,
            Instant pushedCheckOut) {}

    private final Stored stored;
    private Long odooId;
    private Instant pushedCheckIn;
    private Instant pushedCheckOut;
    private boolean inDoubt;
    private boolean openClosed;
    private boolean settled;

    PushRow(Stored stored) {
        this.stored = stored;
        odooId = stored.odooId();
        pushedCheckIn = stored.pushedCheckIn();
        pushedCheckOut = stored.pushedCheckOut();
        inDoubt = stored.inDoubt() && odooId == null;
    }

    Stored stored() {
        return stored;
    }

    Long odooId() {
        return odooId;
    }

    Instant pushedCheckIn() {
        return pushedCheckIn;
    }

    Instant pushedCheckOut() {
        return pushedCheckOut;
    }

    boolean isInDoubt() {
        return inDoubt;
    }

    boolean isCreate() {
        return !settled && !inDoubt && odooId == null;
    }

    boolean isChange() {
        return !settled && odooId != null;
    }

    /** Whether its outcome is in the database. */
    boolean isSettled() {
        return settled;
    }

    void settle() {
        settled = true;
    }

    /** It is not in Odoo after all. */
    void notThere() {
        inDoubt = false;
    }

    /** Remembers that the open record was closed for it, and says whether that is new. */
    boolean openClosed() {
        boolean first = !openClosed;
        openClosed = true;
        return first;
    }

    /** This record of Odoo's is the attendance. */
    void found(OdooAttendance record) {
        odooId = record.id();
        inDoubt = false;
        pushedCheckIn = same(record.checkIn(), stored.checkIn()) ? stored.checkIn() : record.checkIn();
        pushedCheckOut = same(record.checkOut(), stored.checkOut()) ? stored.checkOut() : record.checkOut();
    }

    /** Whether Odoo's record is what it should be. */
    boolean isAsWanted(OdooAttendance record) {
        return !stored.voided()
                && record.employee() == stored.employee()
                && same(record.checkIn(), stored.checkIn())
                && same(record.checkOut(), stored.checkOut());
    }

    /** Whether Odoo's record still has the times that were pushed. */
    boolean isAsPushed(OdooAttendance record) {
        return same(record.checkIn(), pushedCheckIn) && same(record.checkOut(), pushedCheckOut);
    }

    /** Equal for Odoo, which knows whole seconds. */
    static boolean same(Instant one, Instant other) {
        return one == null || other == null ? one == other : seconds(one).equals(seconds(other));
    }

    static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
