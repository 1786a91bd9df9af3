package accounts;

/** A request about an account that is refused: answered with its status and sentence. */
public class AccountRefusal extends RuntimeException {
    private final int status;
    private final String field;
    private final String code;
    private final long retryAfter;

    private AccountRefusal(int status, String sentence, String field, String code, long retryAfter) {
        super(sentence, null, false, false);
        this.status = status;
        this.field = field;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /**
     * @param status HTTP status
     * @param sentence one sentence that repeats nothing of the request
     */
    public static AccountRefusal of(int status, String sentence) {
        return new AccountRefusal(status, sentence, null, null, 0);
    }

    /**
     * Status 422, for one member of the request.
     *
     * @param field JSON pointer, as in {@code /password}
     * @param code short name of the rule, as in {@code leaked}
     */
    public static AccountRefusal ofField(String field, String code, String sentence) {
        return new AccountRefusal(422, sentence, field, code, 0);
    }

    /** Status 429 or 503, with the seconds after which it is worth trying again. */
    public static AccountRefusal untilLater(int status, String sentence, long seconds) {
        return new AccountRefusal(status, sentence, null, null, Math.max(1, seconds));
    }

    public int getStatus() {
        return status;
    }

    /** JSON pointer into the request, or null when it is not about a member. */
    public String getField() {
        return field;
    }

    /** Short name of the rule that {@link #getField} breaks, or null. */
    public String getCode() {
        return code;
    }

    /** Seconds for {@code Retry-After}; 0 for none. */
    public long getRetryAfter() {
        return retryAfter;
    }
}
