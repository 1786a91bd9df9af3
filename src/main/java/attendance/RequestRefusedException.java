package attendance;

/** A request that is refused as a whole: nothing of it is stored. */
public class RequestRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    /**
     * @param status HTTP status of the answer
     * @param message a sentence for the sender that repeats nothing of the request
     */
    public RequestRefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    public int getStatus() {
        return status;
    }
}
