package gateway.records;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What is in a file, by its content; its name is only asked to tell texts apart. */
final class Sniff {
    private static final Map<String, String> STARTS = new LinkedHashMap<>();
    private static final int MOST_ENTRIES = 50;
    private static final String OPEN_XML = "application/vnd.openxmlformats-officedocument.";

    static {
        STARTS.put("%PDF-", "application/pdf");
        STARTS.put("\u0089PNG\r\n\u001a\n", "image/png");
        STARTS.put("\u00ff\u00d8\u00ff", "image/jpeg");
        STARTS.put("GIF87a", "image/gif");
        STARTS.put("GIF89a", "image/gif");
    }

    private Sniff() {}

    /** @return a media type; null for what is not known, and for everything that a browser might run: HTML, SVG, XML */
    static String type(byte[] file, String name) {
        String start = new String(file, 0, Math.min(file.length, 16), StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> known : STARTS.entrySet()) {
            if (start.startsWith(known.getKey())) {
                return known.getValue();
            }
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return "image/webp";
        }
        return start.startsWith("PK\u0003\u0004") ? zip(file) : text(file, name);
    }

    private static String zip(byte[] file) {
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(file))) {
            ZipEntry entry = entries.getNextEntry();
            for (int i = 0; entry != null && i < MOST_ENTRIES; i++, entry = entries.getNextEntry()) {
                String name = entry.getName();
                if (i == 0 && name.equals("mimetype")) {
                    String type = new String(entries.readNBytes(100), StandardCharsets.US_ASCII);
                    return type.startsWith("application/vnd.oasis.opendocument.") ? type.strip() : "application/zip";
                }
                if (name.startsWith("word/")) {
                    return OPEN_XML + "wordprocessingml.document";
                }
                if (name.startsWith("xl/")) {
                    return OPEN_XML + "spreadsheetml.sheet";
                }
                if (name.startsWith("ppt/")) {
                    return OPEN_XML + "presentationml.presentation";
                }
                // Without reading what is packed: a few bytes can stand for gigabytes.
                if (!name.equals("[Content_Types].xml")
                        && !name.startsWith("_rels/")
                        && !name.startsWith("docProps/")) {
                    return "application/zip";
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            return null;
        }
        return "application/zip";
    }

    private static String text(byte[] file, String name) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
        boolean controls = text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f');
        boolean markup = text.replace("\ufeff", "").stripLeading().startsWith("<");
        if (controls || markup) {
            return null;
        }
        return name.toLowerCase(java.util.Locale.ROOT).endsWith(".csv") ? "text/csv" : "text/plain";
    }

    /** Endings of names that fit a type, the usual one first; empty for none in particular. */
    static java.util.List<String> endings(String type) {
        return switch (type) {
            case "application/pdf" -> Arrays.asList(".pdf");
            case "image/png" -> Arrays.asList(".png");
            case "image/jpeg" -> Arrays.asList(".jpg", ".jpeg");
            case "image/gif" -> Arrays.asList(".gif");
            case "image/webp" -> Arrays.asList(".webp");
            case "text/csv" -> Arrays.asList(".csv");
            case "text/plain" -> Arrays.asList(".txt", ".md", ".log", ".text");
            case "application/zip" -> Arrays.asList(".zip");
            case OPEN_XML + "wordprocessingml.document" -> Arrays.asList(".docx");
            case OPEN_XML + "spreadsheetml.sheet" -> Arrays.asList(".xlsx");
            case OPEN_XML + "presentationml.presentation" -> Arrays.asList(".pptx");
            case "application/vnd.oasis.opendocument.text" -> Arrays.asList(".odt");
            case "application/vnd.oasis.opendocument.spreadsheet" -> Arrays.asList(".ods");
            default -> java.util.List.of();
        };
    }
}
