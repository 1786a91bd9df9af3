package sync;

/** A schedule that is none or too often, or a run that cannot be asked for. The message is for whoever asked. */
public class ScheduleRefusedException extends RuntimeException {
    private final int status;

    ScheduleRefusedException(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    /** The HTTP status to answer with. */
    public int getStatus() {
        return status;
    }
}
