package sync;

/** A run's connection was removed while it ran, and the run with it. */
public class RunGoneException extends RuntimeException {
    public RunGoneException(String flow) {
        super("The connection of this run of flow " + flow + " was removed");
    }
}
