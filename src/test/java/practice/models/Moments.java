package practice.models;

import java.time.Instant;

/** Times that Odoo proposes. */
final class Moments {
    private static final long HALF_HOUR = 1800;

    private Moments() {}

    /** The next full half hour. */
    static Instant nextHalfHour(Instant now) {
        return Instant.ofEpochSecond((now.getEpochSecond() + HALF_HOUR - 1) / HALF_HOUR * HALF_HOUR);
    }
}
