package gateway.mirror;

import java.util.List;

/** A read that is not answered with records. The message is for the client. */
public class ReadRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * What is wrong with a parameter.
     *
     * @param parameter its name, or a JSON pointer into the body
     * @param code short name of the rule
     * @param message the rule in words
     */
    public record Fault(String parameter, String code, String message) {}

    private final int status;
    private final long retryAfter;
    private final transient List<Fault> faults;

    private ReadRefusal(int status, long retryAfter, String message, List<Fault> faults) {
        super(message, null, false, false);
        this.status = status;
        this.retryAfter = retryAfter;
        this.faults = faults;
    }

    /** Status 400. */
    static ReadRefusal wrong(List<Fault> faults) {
        return new ReadRefusal(400, 0, "The request does not fit the contract of this address.", List.copyOf(faults));
    }

    public static ReadRefusal of(int status, String message) {
        return new ReadRefusal(status, 0, message, List.of());
    }

    /** @param faults all that is wrong; a parameter is named as it is, a member of a body by a JSON pointer */
    public static ReadRefusal of(int status, String message, List<Fault> faults) {
        return new ReadRefusal(status, 0, message, List.copyOf(faults));
    }

    /** @param seconds after which it is worth trying again */
    public static ReadRefusal untilLater(int status, long seconds, String message) {
        return new ReadRefusal(status, seconds, message, List.of());
    }

    public int getStatus() {
        return status;
    }

    /** Seconds after which it is worth trying again; 0 for never. */
    public long getRetryAfter() {
        return retryAfter;
    }

    public List<Fault> getFaults() {
        return faults;
    }
}
