package routes;

/** The hub itself ends a run at the next page. The message says why. */
public class RunStoppedException extends RuntimeException {
    RunStoppedException(String sentence) {
        super(sentence);
    }
}
