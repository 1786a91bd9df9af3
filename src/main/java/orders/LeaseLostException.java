package orders;

/** Somebody else took over what was being done. */
class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException() {
        super("Somebody else took it over", null, false, false);
    }
}
