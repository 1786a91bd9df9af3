package attendance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads events from JSON, one object or an array, without building a tree. */
final class JsonEvents {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonEvents() {}

    static void read(byte[] body, Intake intake) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                row(parser, 0, intake);
            } else if (first == JsonToken.START_ARRAY) {
                for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                    row(parser, index, intake);
                }
            } else {
                throw new RequestRefusedException(400, "The body has to be an object or an array of objects.");
            }
            if (parser.nextToken() != null) {
                throw new RequestRefusedException(400, "Something follows the JSON of the body.");
            }
        } catch (JsonParseException broken) {
            throw new RequestRefusedException(400, "The body is not valid JSON in UTF-8; nothing of it was stored.");
        } catch (com.fasterxml.jackson.core.exc.StreamConstraintsException | java.io.CharConversionException broken) {
            throw new RequestRefusedException(
                    400, "The body is not JSON that the hub reads; nothing of it was stored.");
        }
    }

    /** One message that is to hold one event; what is none is rejected. */
    static void message(byte[] message, int number, Intake intake) throws IOException {
        if (message == null) {
            intake.add(number, null, new Rejection("form", "The message is empty."));
            return;
        }
        try (JsonParser parser = JSON.createParser(message)) {
            Said said = parser.nextToken() == JsonToken.START_OBJECT ? members(parser) : null;
            boolean one = said != null && parser.nextToken() == null;
            intake.add(
                    number,
                    one ? said.members() : null,
                    one ? said.not() : new Rejection("form", "The message has to be one JSON object."));
        } catch (com.fasterxml.jackson.core.JacksonException | java.io.CharConversionException broken) {
            intake.add(number, null, new Rejection("form", "The message is not valid JSON in UTF-8."));
        }
    }

    /** @param not why it is rejected; null when it may be taken */
    private record Said(Map<String, String> members, Rejection not) {}

    private static void row(JsonParser parser, int index, Intake intake) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            intake.add(index, null, new Rejection("form", "An event has to be an object."));
            return;
        }
        Said said = members(parser);
        intake.add(index, said.members(), said.not());
    }

    /** The members of an object, whose start was read. */
    private static Said members(JsonParser parser) throws IOException {
        Map<String, String> said = new HashMap<>(8);
        Rejection not = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (!RowReader.MEMBERS.contains(name)) {
                not = new Rejection(
                        "unknown-member", "It holds a member that is not known; there are " + Columns.NAMES + ".");
                parser.skipChildren();
            } else if (value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT) {
                said.put(name, parser.getText());
            } else if (value != JsonToken.VALUE_NULL) {
                not = new Rejection("form", name + " has to be a text.");
                parser.skipChildren();
            }
        }
        return new Said(said, not);
    }
}
