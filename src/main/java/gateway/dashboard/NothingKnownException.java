package gateway.dashboard;

/** Odoo cannot be asked, and nothing is known from before; answered with 503. */
public class NothingKnownException extends RuntimeException {
    public NothingKnownException(String message) {
        super(message);
    }
}
