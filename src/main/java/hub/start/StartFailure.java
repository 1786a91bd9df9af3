package hub.start;

/** Ends the start with one sentence for the person who started it. */
public class StartFailure extends RuntimeException {
    /** @param sentence what is wrong and what to do about it, without secrets */
    public StartFailure(String sentence) {
        super(sentence);
    }
}
