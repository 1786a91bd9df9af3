package sync;

/** What a run sets out to do. In the database and in JSON the lower-case name. */
public enum RunMode {
    /** What changed since the last complete window; everything the first time. */
    INCREMENTAL,
    /** Everything, then a reconciliation. */
    FULL,
    /** Compares id sets and looks again at what Odoo no longer has. */
    RECONCILE;

    /** @throws IllegalArgumentException with the allowed names when there is no such mode */
    public static RunMode of(String name) {
        for (RunMode mode : values()) {
            if (mode.toString().equals(name)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("mode must be one of incremental, full, reconcile");
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
