package gateway.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.policy.GatewayProperties;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Files on their way into Odoo: of a size, of a kind that its content shows, and under a name that leads nowhere. */
@Component
class Files {
    static final String MODEL = "ir.attachment";
    static final String CONTENT = "datas";
    private static final int LONGEST_NAME = 200;

    private final long largest;
    private final List<String> types;

    Files(GatewayProperties settings) {
        this.largest = settings.maxAttachment().toBytes();
        this.types = settings.attachmentTypes();
    }

    /** Holds the content of an attachment against the limits, and sets its type and name by it. */
    void check(ObjectNode values, Faults faults) {
        JsonNode content = values.path(CONTENT);
        if (!content.isTextual()) {
            return;
        }
        byte[] file;
        try {
            file = Base64.getMimeDecoder().decode(content.textValue());
        } catch (IllegalArgumentException broken) {
            faults.add("/" + CONTENT, "base64", "Give the file in base64.");
            return;
        }
        String name = name(values.path("name").asText("file"));
        String type = Sniff.type(file, name);
        if (file.length == 0 || file.length > largest) {
            faults.add("/" + CONTENT, "size", "Give a file of 1 to " + largest + " bytes.");
        } else if (type == null || !isTaken(type)) {
            faults.add(
                    "/" + CONTENT,
                    "file-type",
                    "Files of this kind are not taken; there are " + String.join(", ", types) + ".");
        } else {
            values.put("name", fitting(name, type)).put("mimetype", type);
            values.put(CONTENT, Base64.getEncoder().encodeToString(file));
        }
    }

    private boolean isTaken(String type) {
        return types.stream()
                .anyMatch(allowed -> allowed.equals(type)
                        || allowed.endsWith("/*") && type.startsWith(allowed.substring(0, allowed.length() - 1)));
    }

    /** Without folders, control characters and dots at its start. */
    static String name(String given) {
        String name = given.replaceFirst("^.*[/\\\\]", "")
                .replaceAll("[\\p{Cntrl}\\p{Cf}\"<>|:*?]", "")
                .replaceFirst("^[.\\s]+", "")
                .strip();
        String start = name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name;
        return start.isEmpty() ? "file" : start;
    }

    /** A name says nothing else than the content does. */
    private static String fitting(String name, String type) {
        List<String> endings = Sniff.endings(type);
        boolean fits = endings.isEmpty() || endings.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
        return fits ? name : name + endings.get(0);
    }
}
