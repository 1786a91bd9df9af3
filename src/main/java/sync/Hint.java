package sync;

/**
 * Somebody says that a record changed in Odoo. It is a hint and no more: what the record is now, Odoo is asked.
 *
 * @param connection key of the connection, {@code default} or as in {@code c17}
 * @param model the Odoo model, such as {@code res.partner}
 * @param id the record's id; {@link #WHOLE} for whatever changed in the model
 */
public record Hint(String connection, String model, long id) {
    /** In the place of an id: an incremental pull. */
    public static final long WHOLE = 0;

    /** The whole model instead of this record. */
    public Hint whole() {
        return new Hint(connection, model, WHOLE);
    }
}
