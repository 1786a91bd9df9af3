package practice.orm;

/** The four access rights of Odoo, and the verb that a refusal uses. */
public enum Operation {
    READ("access"),
    WRITE("modify"),
    CREATE("create"),
    UNLINK("delete");

    private final String verb;

    Operation(String verb) {
        this.verb = verb;
    }

    public String verb() {
        return verb;
    }
}
