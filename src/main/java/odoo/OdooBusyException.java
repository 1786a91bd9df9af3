package odoo;

import java.time.Duration;
import java.util.Optional;

/** Odoo is too busy (429, login throttling) or two transactions collided. Nothing was done; try again later. */
public class OdooBusyException extends OdooException {
    private final Duration retryAfter;

    OdooBusyException(Details details, Duration retryAfter) {
        super(OdooFailure.BUSY, details);
        this.retryAfter = retryAfter;
    }

    /** How long the server asks to wait, when it says so. */
    public Optional<Duration> getRetryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
