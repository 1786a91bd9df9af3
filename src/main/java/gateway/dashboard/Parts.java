package gateway.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Makes parts of what Odoo answers: {@code items}, whether there are {@code more}, and a {@code note} that says why there are none. */
public final class Parts {
    /** How many items a part holds at most; routes ask for one more, to know whether there are more. */
    public static final int MOST = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    private Parts() {}

    /** The records of an answer; none when Odoo gave a reason instead. */
    public static List<OdooRecord> records(Object answer) throws IOException {
        List<OdooRecord> records = new ArrayList<>();
        if (!(answer instanceof Absent)) {
            for (JsonNode json : JSON.readTree((byte[]) answer)) {
                records.add(new OdooRecord(json));
            }
        }
        return records;
    }

    /** @param answer a JSON array as bytes, or why there is none */
    public static ObjectNode of(Object answer, BiConsumer<OdooRecord, ObjectNode> map) throws IOException {
        return answer instanceof Absent why ? absent(why) : of(records(answer), map);
    }

    /** A part of these records, each with its {@code id}. */
    public static ObjectNode of(List<OdooRecord> records, BiConsumer<OdooRecord, ObjectNode> map) {
        ObjectNode part = JSON.createObjectNode();
        ArrayNode items = part.putArray("items");
        records.stream().limit(MOST).forEach(record -> {
            ObjectNode item = items.addObject().put("id", record.id());
            map.accept(record, item);
        });
        part.put("more", records.size() > MOST);
        part.putNull("note");
        return part;
    }

    static ObjectNode absent(Absent why) {
        ObjectNode part = JSON.createObjectNode();
        part.putArray("items");
        part.put("more", false);
        part.put("note", why.note());
        return part;
    }
}
