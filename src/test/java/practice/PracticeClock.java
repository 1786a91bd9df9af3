package practice;

import java.time.Duration;
import java.time.Instant;

/** The time of a practice Odoo: the machine's, until it is set. */
public final class PracticeClock {
    private Instant fixed;
    private Duration offset = Duration.ZERO;

    public synchronized Instant now() {
        return fixed != null ? fixed : Instant.now().plus(offset);
    }

    /** Stops the clock at an instant. */
    public synchronized void set(Instant instant) {
        fixed = instant;
    }

    /** Moves on, whether the clock runs or stands still. */
    public synchronized void advance(Duration by) {
        if (fixed != null) {
            fixed = fixed.plus(by);
        } else {
            offset = offset.plus(by);
        }
    }

    /** Runs on from where it stands. */
    public synchronized void run() {
        offset = Duration.between(Instant.now(), now());
        fixed = null;
    }
}
