package changes;

/** There is no place for one more listener. */
public class TooManyListenersException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean ofCaller;

    TooManyListenersException(boolean ofCaller) {
        super(ofCaller ? "You listen too often already; close a page or connection." : "Too many listen already.");
        this.ofCaller = ofCaller;
    }

    /** Whether it is this caller who listens too often; otherwise all together do. */
    public boolean isOfCaller() {
        return ofCaller;
    }
}
