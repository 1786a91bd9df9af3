package practice.orm;

import java.util.List;

/** A Python exception of the server: its dotted class name, its message, and the HTTP status JSON-2 gives it. */
public final class OdooException extends RuntimeException {
    private final String type;
    private final int status;

    public OdooException(String type, String message, int status) {
        super(message, null, false, false);
        this.type = type;
        this.status = status;
    }

    /** {@code odoo.exceptions.ValidationError}, {@code builtins.ValueError}, … */
    public String type() {
        return type;
    }

    public int status() {
        return status;
    }

    /** Exceptions of werkzeug carry their status as a second argument. */
    public List<Object> arguments() {
        return type.startsWith("werkzeug.") ? List.of(getMessage(), status) : List.of(getMessage());
    }

    public static OdooException builtin(String name, String message) {
        return new OdooException("builtins." + name, message, 500);
    }

    public static OdooException value(String message) {
        return builtin("ValueError", message);
    }

    public static OdooException user(String message) {
        return new OdooException("odoo.exceptions.UserError", message, 422);
    }

    public static OdooException validation(String message) {
        return new OdooException("odoo.exceptions.ValidationError", message, 422);
    }

    public static OdooException access(String message) {
        return new OdooException("odoo.exceptions.AccessError", message, 403);
    }

    public static OdooException denied(String message) {
        return new OdooException("odoo.exceptions.AccessDenied", message, 403);
    }

    public static OdooException missing(String model, Object id, int uid) {
        String text =
                "Record does not exist or has been deleted.\n(Record: " + model + "(" + id + ",), User: " + uid + ")";
        return new OdooException("odoo.exceptions.MissingError", text, 404);
    }

    /** An answer of the web layer of 19: NotFound, UnprocessableEntity, Unauthorized, BadRequest. */
    public static OdooException web(String name, String message, int status) {
        return new OdooException("werkzeug.exceptions." + name, message, status);
    }

    public static OdooException postgres(String name, String message) {
        return new OdooException("psycopg2.errors." + name, message, 500);
    }
}
