package attendance;

/** A row that is not taken: the sender is told why, and nothing of it is stored. */
final class Rejection extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;

    /**
     * @param reason a short, stable name, as in {@code zone-missing}
     * @param message what to do about it, in a sentence
     */
    Rejection(String reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
