package odoo;

/** There is no connection of the name that was asked for, or it cannot be used at the moment. The message says what to do. */
public class NoConnectionException extends IllegalArgumentException {
    public NoConnectionException(String message) {
        super(message);
    }
}
