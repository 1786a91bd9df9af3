package connections;

/** A connection that is not tested, saved or used, and why. Answered with its status, sentence, code and field. */
public class ConnectionRefusal extends RuntimeException {
    private final int status;
    private final String code;
    private final String field;
    private final long retryAfter;

    private ConnectionRefusal(int status, String code, String field, String sentence, long retryAfter) {
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
        this.field = field;
        this.retryAfter = retryAfter;
    }

    /**
     * @param status HTTP status
     * @param code short name of the cause, as in {@code no_such_host}
     * @param field url, database, username or password; null when no member of the request is wrong
     * @param sentence for the person who sent the request, without secrets
     */
    static ConnectionRefusal of(int status, String code, String field, String sentence) {
        return new ConnectionRefusal(status, code, field, sentence, 0);
    }

    /** Status 429 or 503, with the seconds after which it is worth trying again. */
    static ConnectionRefusal untilLater(int status, String code, String sentence, long seconds) {
        return new ConnectionRefusal(status, code, null, sentence, Math.max(1, seconds));
    }

    public int getStatus() {
        return status;
    }

    public String getCode() {
        return code;
    }

    /** url, database, username or password, or null; each contract has a member name of its own for it. */
    public String getField() {
        return field;
    }

    /** Seconds for {@code Retry-After}; 0 for none. */
    public long getRetryAfter() {
        return retryAfter;
    }
}
