package routes;

import sync.Run;

/** A run that was waited for failed. The message says why and what to do. */
public class FlowFailedException extends RuntimeException {
    private final transient Run run;

    /** @param cause what stopped the run */
    public FlowFailedException(Run run, String message, Throwable cause) {
        super(message, cause);
        this.run = run;
    }

    public Run getRun() {
        return run;
    }
}
