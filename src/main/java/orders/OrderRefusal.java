package orders;

/** A request about orders that is refused. */
public class OrderRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Refusal refusal;
    private final String field;
    private final long retryAfter;

    OrderRefusal(Refusal refusal, String field, long retryAfter) {
        super(refusal.detail(), null, false, false);
        this.refusal = refusal;
        this.field = field;
        this.retryAfter = retryAfter;
    }

    static OrderRefusal of(Refusal refusal) {
        return new OrderRefusal(refusal, "body", 0);
    }

    /** @param field JSON pointer of the member that is wrong, or the name of a header */
    static OrderRefusal of(int status, String field, String cause, String detail) {
        return new OrderRefusal(Refusal.of(status, cause, detail, ""), field, 0);
    }

    public Refusal getRefusal() {
        return refusal;
    }

    public String getField() {
        return field;
    }

    /** Seconds after which it is worth trying again; 0 for never. */
    public long getRetryAfter() {
        return retryAfter;
    }
}
