package odoo;

import java.util.Objects;

/**
 * A call to Odoo failed. The message says what happened and what to do about it; it never holds a secret or a server
 * traceback.
 */
public abstract class OdooException extends RuntimeException {
    private final OdooFailure kind;
    private final Details details;

    /**
     * @param problem what happened, one sentence without a final stop
     * @param remedy what to do about it, one sentence
     * @param httpStatus the HTTP status, 0 when no answer came
     * @param errorName Odoo's own name of the error, such as {@code odoo.exceptions.AccessError}; may be null
     */
    record Details(String problem, String remedy, int httpStatus, String errorName, Throwable cause) {
        Details {
            Objects.requireNonNull(problem);
            Objects.requireNonNull(remedy);
        }
    }

    OdooException(OdooFailure kind, Details details) {
        super(details.problem() + ". " + details.remedy(), details.cause());
        this.kind = kind;
        this.details = details;
    }

    public OdooFailure getKind() {
        return kind;
    }

    /** What happened, without the advice. */
    public String getProblem() {
        return details.problem();
    }

    /** What to do about it, in one sentence. */
    public String getRemedy() {
        return details.remedy();
    }

    /** The HTTP status, 0 when no answer came. JSON-RPC and XML-RPC answer errors with 200. */
    public int getHttpStatus() {
        return details.httpStatus();
    }

    /** Odoo's own name of the error, such as {@code odoo.exceptions.AccessError}, or null. */
    public String getErrorName() {
        return details.errorName();
    }

    Details details() {
        return details;
    }
}
