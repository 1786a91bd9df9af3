package realtime;

/** Webhooks or a bus that cannot be installed, and why. The message is for whoever asked. */
public class HookRefusal extends RuntimeException {
    private final int status;

    HookRefusal(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    /** The HTTP status to answer with. */
    public int getStatus() {
        return status;
    }
}
