package odoo;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes out of a UTF-8 stream what XML does not allow: control characters (Odoo 14 sends those of a stored text as they
 * are, which makes the whole document unreadable) and U+FFFE and U+FFFF. A carriage return becomes a character
 * reference, because XML readers turn a bare one into a line feed.
 */
final class XmlCleaner extends FilterInputStream {
    private static final byte[] CARRIAGE_RETURN = {'&', '#', '1', '3', ';'};
    private static final int GROWTH = 5;
    private final byte[] raw = new byte[8192];
    private final byte[] clean = new byte[GROWTH * 8192 + 2];
    private int position;
    private int limit;
    private int previous;
    private int beforeThat;

    XmlCleaner(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        return fill() ? clean[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int n = Math.min(length, limit - position);
        System.arraycopy(clean, position, buffer, offset, n);
        position += n;
        return n;
    }

    private boolean fill() throws IOException {
        while (position == limit) {
            int n = in.read(raw, 0, raw.length);
            if (n < 0) {
                return false;
            }
            position = 0;
            limit = 0;
            for (int i = 0; i < n; i++) {
                append(raw[i]);
            }
        }
        return true;
    }

    private void append(byte b) {
        boolean nonCharacter = beforeThat == 0xEF && previous == 0xBF && (b & 0xFF) >= 0xBE;
        beforeThat = previous;
        previous = b & 0xFF;
        if (b == '\r') {
            System.arraycopy(CARRIAGE_RETURN, 0, clean, limit, CARRIAGE_RETURN.length);
            limit += CARRIAGE_RETURN.length;
        } else if (nonCharacter) {
            // Two bytes of it are already out; U+FFFD, which marks a lost character, shares them.
            clean[limit++] = (byte) 0xBD;
        } else if (b < 0 || b >= ' ' || b == '\t' || b == '\n') {
            clean[limit++] = b;
        }
    }
}
