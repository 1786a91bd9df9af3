package gateway.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.mirror.ReadRefusal;
import gateway.policy.Lines;
import gateway.policy.PolicyField;
import gateway.records.Access.Admission;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Lines that come with a record, as those of an order: an object without an id is a new line, one with an id changes that line, and one
 * with an id and {@code "remove": true} takes it away. Lines that are not named stay. A client never sends a command of Odoo's.
 */
@Component
class LineValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String ID = "id";
    private static final String REMOVE = "remove";
    private static final int CREATE = 0;
    private static final int CHANGE = 1;
    private static final int DELETE = 2;

    private final FieldTypes types;
    private final FieldValues fields;
    private final Desk desk;

    LineValues(FieldTypes types, FieldValues fields, Desk desk) {
        this.types = types;
        this.fields = fields;
        this.desk = desk;
    }

    /** @return commands of Odoo; null when something is wrong, with a fault */
    JsonNode of(Admission who, String field, JsonNode value, boolean isNew, Faults faults) {
        int most = FieldValues.most(who);
        if (!value.isArray() || value.isEmpty() && isNew || value.size() > most) {
            faults.add("/" + field, "lines", "Give an array of at most " + most + " objects, one for each line.");
            return null;
        }
        Lines lines = who.model().lines().get(field);
        ArrayNode commands = NODES.arrayNode();
        Set<Long> named = new HashSet<>();
        for (int i = 0; i < value.size(); i++) {
            String pointer = "/" + field + "/" + i;
            JsonNode line = value.get(i);
            if (!line.isObject()) {
                faults.add(
                        pointer, "lines", "Give an object with the fields of a line; commands of Odoo are not taken.");
            } else if (isNew || !line.has(ID)) {
                commands.add(command(CREATE, 0, values(who, lines, line, true, pointer, faults)));
            } else if (!isId(line.get(ID)) || !named.add(line.get(ID).longValue())) {
                faults.add(pointer + "/" + ID, ID, "Give the id of a line, each line once.");
            } else {
                commands.add(known(who, lines, line, pointer, faults));
            }
        }
        return commands;
    }

    private ArrayNode known(Admission who, Lines lines, JsonNode line, String pointer, Faults faults) {
        long id = line.get(ID).longValue();
        ObjectNode rest = line.deepCopy();
        rest.remove(ID);
        if (!rest.has(REMOVE)) {
            if (rest.isEmpty()) {
                faults.add(pointer, "empty", "Give what is to change of the line, or remove.");
            }
            return command(CHANGE, id, values(who, lines, rest, false, pointer, faults));
        }
        if (rest.size() > 1 || !rest.path(REMOVE).booleanValue()) {
            faults.add(pointer + "/" + REMOVE, REMOVE, "Give true, with the id and nothing else.");
        }
        return command(DELETE, id, NODES.numberNode(0));
    }

    private static boolean isId(JsonNode id) {
        return id.isIntegralNumber() && id.canConvertToInt() && id.intValue() > 0;
    }

    private ObjectNode values(
            Admission who, Lines lines, JsonNode given, boolean isNew, String pointer, Faults faults) {
        Map<String, FieldType> known = types.of(lines.model(), who.model().module());
        ObjectNode line = NODES.objectNode();
        for (String field : lines.required()) {
            JsonNode value = given.path(field);
            boolean nothing = Values.isNothing(value) || value.isBoolean() && !value.booleanValue();
            if ((isNew || given.has(field)) && nothing) {
                faults.add(pointer + "/" + field, "required", "Give a value; a line needs one.");
            }
        }
        given.properties().forEach(member -> {
            PolicyField field = lines.fields().get(member.getKey());
            String name = field == null || field.name().equals(ID)
                    ? null
                    : FieldTypes.nameOf(known, field).orElse(null);
            if (name == null) {
                faults.add(
                        pointer,
                        "unknown-field",
                        "A line takes " + String.join(", ", names(lines)) + "; leave out others.");
                return;
            }
            JsonNode value =
                    fields.value(who, known.get(name), member.getValue(), false, pointer + "/" + field.name(), faults);
            if (value != null) {
                line.set(name, value);
            }
        });
        return line;
    }

    /** Names of what a line takes. */
    static List<String> names(Lines lines) {
        return lines.fields().keySet().stream().filter(name -> !name.equals(ID)).toList();
    }

    /**
     * Lets a change go on only where the lines that it names are the record's own.
     *
     * @param changes as {@link #of} made them, by Odoo's names
     * @throws ReadRefusal status 422
     */
    void check(Admission who, long id, ObjectNode changes) {
        Map<String, FieldType> known = types.of(who.model().model(), who.model().module());
        for (String field : who.model().lines().keySet()) {
            String name =
                    FieldTypes.nameOf(known, who.model().fields().get(field)).orElse(field);
            Set<Long> named = named(changes.path(name));
            if (named.isEmpty()) {
                continue;
            }
            ArrayNode domain = NODES.arrayNode();
            domain.addArray().add(ID).add("=").add(id);
            JsonNode record = desk.search(who.model().model(), name, domain, 1).path(0);
            record.path(name).forEach(own -> named.remove(own.longValue()));
            Faults faults = new Faults();
            // That the record itself is not there, Odoo says.
            if (!named.isEmpty() && !record.isMissingNode()) {
                faults.add("/" + field, "unknown", "The record has not all of these lines; read it again.");
            }
            faults.check();
        }
    }

    private static Set<Long> named(JsonNode commands) {
        Set<Long> named = new TreeSet<>();
        for (JsonNode command : commands) {
            if (command.path(0).intValue() != CREATE) {
                named.add(command.path(1).longValue());
            }
        }
        return named;
    }

    private static ArrayNode command(int number, long id, JsonNode values) {
        return NODES.arrayNode().add(number).add(id).add(values);
    }
}
