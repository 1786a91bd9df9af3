package changes.webhooks;

/** A request about a webhook that is refused. */
public class WebhookRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    /**
     * @param status HTTP status of the answer
     * @param message a sentence that says what to do and repeats nothing of the request
     */
    WebhookRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    public int getStatus() {
        return status;
    }
}
