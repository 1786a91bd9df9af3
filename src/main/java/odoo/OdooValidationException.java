package odoo;

/** Odoo refuses the values or the call itself; trying again changes nothing. */
public class OdooValidationException extends OdooException {
    OdooValidationException(Details details) {
        super(OdooFailure.VALIDATION, details);
    }
}
