package attendance;

/** The rows of a chunk belong to another process by now. */
public class ClaimLostException extends RuntimeException {
    ClaimLostException() {
        super("Another process took the rows over", null, false, false);
    }
}
