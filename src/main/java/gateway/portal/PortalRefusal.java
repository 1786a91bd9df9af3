package gateway.portal;

/** A request of the portal that is refused: answered with its status and sentence. */
public class PortalRefusal extends RuntimeException {
    private final int status;
    private final String field;
    private final String code;

    private PortalRefusal(int status, String sentence, String field, String code) {
        super(sentence, null, false, false);
        this.status = status;
        this.field = field;
        this.code = code;
    }

    /** @param sentence one sentence that repeats nothing of the request */
    static PortalRefusal of(int status, String sentence) {
        return new PortalRefusal(status, sentence, null, null);
    }

    /** Status 422, for one member of the request. */
    static PortalRefusal ofField(String field, String code, String sentence) {
        return new PortalRefusal(422, sentence, field, code);
    }

    public int getStatus() {
        return status;
    }

    /** JSON pointer into the request, or null when it is not about a member. */
    public String getField() {
        return field;
    }

    /** Short name of the rule that is broken, or null. */
    public String getCode() {
        return code;
    }
}
