package sync;

import java.util.Locale;

/** Who asked for a run. In the database and in JSON the lower-case name. */
public enum RunTrigger {
    SCHEDULE,
    /** The first start of a hub whose flow has never completed. */
    START,
    REST,
    COMMAND,
    HAWTIO,
    /** Another flow that needs this one's rows. */
    REQUIRED,
    /** Records that Odoo said have changed; see {@link HintRuns}. */
    HINT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
