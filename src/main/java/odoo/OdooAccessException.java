package odoo;

/** The user may not do this. */
public class OdooAccessException extends OdooException {
    OdooAccessException(Details details) {
        super(OdooFailure.ACCESS, details);
    }
}
