package sync;

/** A run was asked for while another of the same flow and connection is under way, here or in another process. */
public class RunInProgressException extends RuntimeException {
    public RunInProgressException(String flow) {
        super("A run of flow " + flow + " is under way; wait for it to finish, or look at its progress");
    }
}
