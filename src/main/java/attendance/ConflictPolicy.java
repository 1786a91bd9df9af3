package attendance;

/** What is done about an attendance that conflicts with what Odoo holds. */
public enum ConflictPolicy {
    /** It becomes a dead letter. */
    DEAD_LETTER,
    /** The employee's open record in Odoo is closed at this check-in, then this one is created. */
    CLOSE_OPEN,
    /** The record in Odoo is taken for this attendance, with the times it has there. */
    ADOPT,
    /** It is pushed all the same. */
    PUSH
}
