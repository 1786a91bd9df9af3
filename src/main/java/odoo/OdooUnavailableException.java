package odoo;

/** Odoo could not be reached, or what answered did not answer as Odoo does. Nothing was done. */
public class OdooUnavailableException extends OdooException {
    OdooUnavailableException(Details details) {
        super(OdooFailure.UNAVAILABLE, details);
    }
}
