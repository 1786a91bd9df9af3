package hub.flows;

/**
 * Something that a route file breaks.
 *
 * @param file as in {@code pull/tags.camel.yaml}
 * @param line from 1
 * @param text what it is
 */
public record Finding(String file, int line, String text) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + text;
    }
}
