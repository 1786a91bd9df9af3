package gateway.blog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What kind of image a file is, by its first bytes. SVG, which may hold scripts, is none. */
final class ImageTypes {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] GIF = "GIF8".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RIFF = "RIFF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WEBP = "WEBP".getBytes(StandardCharsets.US_ASCII);
    private static final int WEBP_AT = 8;

    private ImageTypes() {}

    /** @return a media type; null when it is no image that is passed on */
    static String of(byte[] file) {
        if (startsWith(file, 0, PNG)) {
            return "image/png";
        }
        if (startsWith(file, 0, JPEG)) {
            return "image/jpeg";
        }
        if (startsWith(file, 0, GIF)) {
            return "image/gif";
        }
        return startsWith(file, 0, RIFF) && startsWith(file, WEBP_AT, WEBP) ? "image/webp" : null;
    }

    private static boolean startsWith(byte[] file, int at, byte[] what) {
        return file.length >= at + what.length && Arrays.equals(file, at, at + what.length, what, 0, what.length);
    }
}
