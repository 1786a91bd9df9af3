package gateway.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import gateway.records.Access.Admission;
import org.springframework.stereotype.Component;

/** The value of one field as Odoo takes it: plain values, references, and sets of records. */
@Component
class FieldValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int SET = 6;
    private static final int MOST = 200;
    private static final int MOST_OF_CONFINED = 50;

    private final References references;

    FieldValues(References references) {
        this.references = references;
    }

    /** @return null when it is wrong, with a fault */
    JsonNode value(Admission who, FieldType type, JsonNode value, boolean trusted, String pointer, Faults faults) {
        boolean nothing = value.isNull() || value.isBoolean() && !value.booleanValue();
        if (type.isSet()) {
            return set(who, type, nothing ? NODES.arrayNode() : value, trusted, pointer, faults);
        }
        if (nothing && !type.type().equals("boolean")) {
            return Plain.nothing();
        }
        if (type.isReference()) {
            boolean alone = value.isArray() && value.size() == 1;
            Long id = references.id(who, type.relation(), alone ? value.get(0) : value, trusted, pointer, faults);
            return id == null ? null : NODES.numberNode(id);
        }
        if (type.type().equals("binary") && who.model().model().equals(Files.MODEL)) {
            return value;
        }
        return Plain.of(type, value.isNull() ? NODES.booleanNode(false) : value, pointer, faults);
    }

    private JsonNode set(
            Admission who, FieldType type, JsonNode value, boolean trusted, String pointer, Faults faults) {
        if (type.type().equals("one2many")) {
            faults.add(pointer, "read-only", "These records are changed by themselves; leave it out.");
            return null;
        }
        ArrayNode ids = NODES.arrayNode();
        // One record where other versions of Odoo have a reference.
        ArrayNode all = value instanceof ArrayNode several && !isPair(value)
                ? several
                : NODES.arrayNode().add(value);
        if (all.size() > most(who)) {
            faults.add(pointer, "too-many", "Give at most " + most(who) + " records.");
            return null;
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).isArray() && !isPair(all.get(i))) {
                faults.add(pointer + "/" + i, "reference", "Give an array of records: ids, names or external ids.");
                return null;
            }
            Long id = references.id(who, type.relation(), all.get(i), trusted, pointer + "/" + i, faults);
            if (id != null) {
                ids.add(id);
            }
        }
        return NODES.arrayNode().add(command(SET, 0, ids));
    }

    private static boolean isPair(JsonNode value) {
        return value.isArray()
                && value.size() == 2
                && value.get(0).isIntegralNumber()
                && value.get(1).isTextual();
    }

    /** Each record that is named may be a question to Odoo. */
    static int most(Admission who) {
        return who.isConfined() ? MOST_OF_CONFINED : MOST;
    }

    private static ArrayNode command(int number, int id, JsonNode values) {
        return NODES.arrayNode().add(number).add(id).add(values);
    }
}
