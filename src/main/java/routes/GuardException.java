package routes;

/** A reconciliation would mark suspiciously many rows and refuses. */
public class GuardException extends RuntimeException {
    private final String remedy;

    public GuardException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    public String getRemedy() {
        return remedy;
    }
}
