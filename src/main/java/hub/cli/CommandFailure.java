package hub.cli;

/** Ends a command with exit code 1 and one sentence on standard error. */
public class CommandFailure extends RuntimeException {
    /** @param sentence what went wrong and what to do about it, without secrets */
    public CommandFailure(String sentence) {
        super(sentence);
    }
}
