package odoo;

/** Something that the call names does not exist in this Odoo; {@link #getWhat()} says which. */
public class OdooMissingException extends OdooException {
    /** What can be missing. */
    public enum What {
        DATABASE,
        MODEL,
        FIELD,
        METHOD,
        RECORD
    }

    private final What what;
    private final String name;

    OdooMissingException(Details details, What what, String name) {
        super(OdooFailure.MISSING, details);
        this.what = what;
        this.name = name;
    }

    public What getWhat() {
        return what;
    }

    /** The name of the missing thing: {@code res.nope}, {@code mobile}, a method; for records the model. */
    public String getName() {
        return name;
    }
}
