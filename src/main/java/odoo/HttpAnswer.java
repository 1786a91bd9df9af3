package odoo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** An HTTP answer, whole. */
record HttpAnswer(int status, String contentType, byte[] body, Instant date, Duration retryAfter) {
    /** The first byte that is not white space, or -1. */
    int firstByte() {
        for (byte b : body) {
            if (b > ' ' || b < 0) {
                return b;
            }
        }
        return -1;
    }

    /** Whether this is markup: a web page, or XML. */
    boolean isMarkup() {
        return firstByte() == '<';
    }

    /** Whether this is a web page, which Odoo's interfaces never answer with. */
    boolean isWebPage() {
        return isMarkup() && !head().contains("<methodResponse");
    }

    /** The beginning of the body as text, for recognising pages; never shown to anyone. */
    String head() {
        return new String(body, 0, Math.min(body.length, 4096), StandardCharsets.UTF_8);
    }
}
