package odoo;

/** A write was sent and its answer was lost: it may or may not have been done. Look before trying again. */
public class OdooUnknownOutcomeException extends OdooException {
    OdooUnknownOutcomeException(Details details) {
        super(OdooFailure.UNKNOWN_OUTCOME, details);
    }
}
