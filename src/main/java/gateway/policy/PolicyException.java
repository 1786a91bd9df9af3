package gateway.policy;

/** A policy file that cannot be used. The message names the file, the line and what to do. */
public class PolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param line from 1; 0 when it is about the whole file */
    PolicyException(String file, int line, String remedy) {
        super(file + (line > 0 ? ", line " + line : "") + ": " + remedy);
    }
}
