package odoo;

/** The kinds of failure, by what the caller should do. */
public enum OdooFailure {
    /** The credentials were refused: correct them; never retried by itself. */
    AUTHENTICATION,
    /** The user may not do this: grant the right in Odoo or use another user. */
    ACCESS,
    /** Odoo refuses the values or the call: correct them. */
    VALIDATION,
    /** A database, model, field, method or record does not exist. */
    MISSING,
    /** Odoo is too busy or two transactions collided: nothing was done, try again later. */
    BUSY,
    /** Odoo could not be reached or did not answer as Odoo does: nothing was done, try again later. */
    UNAVAILABLE,
    /** The answer to a write was lost: look before trying again. */
    UNKNOWN_OUTCOME
}
