package hub.graphql;

/** What somebody asked for is not there for them, or not in this form. The message is for them. */
class Refused extends RuntimeException {
    private final boolean absent;

    private Refused(String sentence, boolean absent) {
        super(sentence, null, false, false);
        this.absent = absent;
    }

    static Refused absent(String sentence) {
        return new Refused(sentence, true);
    }

    static Refused wrong(String sentence) {
        return new Refused(sentence, false);
    }

    boolean isAbsent() {
        return absent;
    }
}
