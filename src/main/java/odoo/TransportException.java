package odoo;

/** No whole answer came. */
class TransportException extends Exception {
    private final boolean sent;
    private final String remedy;

    /** @param sent whether the server may have seen the request */
    TransportException(boolean sent, String problem, String remedy, Throwable cause) {
        super(problem, cause);
        this.sent = sent;
        this.remedy = remedy;
    }

    boolean isSent() {
        return sent;
    }

    String remedy() {
        return remedy;
    }
}
