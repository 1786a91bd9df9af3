package attendance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads events from CSV: a header line, then an event or stay a line, separated by commas, semicolons or tabs. Each line
 * stands for itself, so a quote that is never closed spoils one line only.
 */
final class CsvEvents {
    private static final char BOM = '\uFEFF';
    private static final char[] SEPARATORS = {',', ';', '\t'};

    private CsvEvents() {}

    /** @param charset that Content-Type names; null for UTF-8, or UTF-16 where a byte order mark says so */
    static void read(byte[] body, Charset charset, Intake intake) throws IOException {
        BufferedReader lines = new BufferedReader(new StringReader(decode(body, charset)));
        CSVFormat format = null;
        Columns columns = null;
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank() || columns == null && line.startsWith("sep=")) {
                continue;
            }
            if (columns == null) {
                format = CSVFormat.DEFAULT
                        .builder()
                        .setDelimiter(separator(line))
                        .setTrim(true)
                        .get();
                try {
                    columns = Columns.of(cells(line, format));
                } catch (Rejection header) {
                    intake.add(number, null, header);
                    return;
                }
                continue;
            }
            try {
                intake.add(number, columns.row(cells(line, format)), null);
            } catch (Rejection not) {
                intake.add(number, null, not);
            }
        }
        if (columns == null) {
            throw new RequestRefusedException(400, "The file is empty; its first line has to name the columns.");
        }
    }

    private static List<String> cells(String line, CSVFormat format) throws Rejection {
        try (CSVParser parser = CSVParser.parse(line, format)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1 ? records.get(0).toList() : List.of();
        } catch (IOException | UncheckedIOException e) {
            throw new Rejection("quotes", "A quote is not closed on the line, or something follows it.");
        }
    }

    private static char separator(String header) {
        char best = SEPARATORS[0];
        for (char separator : SEPARATORS) {
            if (count(header, separator) > count(header, best)) {
                best = separator;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    /** What is not in the encoding becomes U+FFFD, which rejects its line. */
    private static String decode(byte[] body, Charset named) throws IOException {
        Charset charset = marked(body, named == null ? StandardCharsets.UTF_8 : named);
        String text = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(body))
                .toString();
        return !text.isEmpty() && text.charAt(0) == BOM ? text.substring(1) : text;
    }

    private static Charset marked(byte[] body, Charset otherwise) {
        if (body.length >= 2 && (body[0] & 0xFF) == 0xFF && (body[1] & 0xFF) == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (body.length >= 2 && (body[0] & 0xFF) == 0xFE && (body[1] & 0xFF) == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        return otherwise;
    }
}
