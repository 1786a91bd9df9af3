package practice.orm;

/** The field types of Odoo that the practice server knows; the Java type of a stored value stands behind each. */
public enum FieldType {
    /** String */
    CHAR,
    /** String */
    TEXT,
    /** String */
    HTML,
    /** String, one of the field's keys */
    SELECTION,
    /** Boolean */
    BOOLEAN,
    /** Integer */
    INTEGER,
    /** Double */
    FLOAT,
    /** Double */
    MONETARY,
    /** java.time.LocalDate */
    DATE,
    /** java.time.Instant, microseconds */
    DATETIME,
    /** Integer, the id */
    MANY2ONE,
    /** nothing: found through the other side */
    ONE2MANY,
    /** List of Integer */
    MANY2MANY,
    /** Integer, the id of a record of the model that another field names */
    MANY2ONE_REFERENCE,
    /** String, base64 */
    BINARY;

    public String odooName() {
        return name().toLowerCase();
    }

    public boolean isText() {
        return this == CHAR || this == TEXT || this == HTML || this == SELECTION;
    }

    public boolean isNumber() {
        return this == INTEGER || this == MANY2ONE_REFERENCE || this == FLOAT || this == MONETARY;
    }

    public boolean isToMany() {
        return this == ONE2MANY || this == MANY2MANY;
    }

    public boolean isRelation() {
        return this == MANY2ONE || isToMany();
    }
}
