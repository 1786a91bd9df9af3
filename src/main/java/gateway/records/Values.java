package gateway.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.mirror.ReadRefusal;
import gateway.policy.PolicyDomain;
import gateway.policy.PolicyField;
import gateway.records.Access.Admission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Turns the values of a request into those that this Odoo takes: its names of fields, its commands for sets of records. A client never
 * sends a command of Odoo's: sets are arrays of records.
 */
@Component
class Values {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final FieldTypes types;
    private final References references;
    private final FieldValues fields;
    private final LineValues lines;
    private final Files files;

    Values(FieldTypes types, References references, FieldValues fields, LineValues lines, Files files) {
        this.types = types;
        this.references = references;
        this.fields = fields;
        this.lines = lines;
        this.files = files;
    }

    /**
     * What is to be sent.
     *
     * @param values by Odoo's names
     * @param leftOut fields that this Odoo has not
     */
    record Taken(ObjectNode values, List<String> leftOut) {}

    /** @throws ReadRefusal status 422 with all that is wrong */
    Taken ofNew(Admission who, ObjectNode given) {
        Faults faults = new Faults();
        Map<String, JsonNode> trusted = new LinkedHashMap<>(who.model().defaults());
        trusted.keySet().removeIf(given::hasNonNull);
        who.grant().force().forEach((field, value) -> trusted.put(field, forced(who, value)));
        for (String field : who.grant().required()) {
            if (isNothing(given.path(field)) && !trusted.containsKey(field)) {
                faults.add("/" + field, "required", "Give a value; a new record needs one.");
            }
        }
        Taken taken = take(who, given, true, faults);
        Map<String, FieldType> known = types.of(who.model().model(), who.model().module());
        trusted.forEach((name, value) -> put(who, known, who.model().fields().get(name), value, true, taken, faults));
        if (who.model().model().equals(Files.MODEL)) {
            files.check(taken.values(), faults);
            belongs(who, given, faults);
        }
        faults.check();
        Shapes.finish(who.model(), known, taken, true, faults);
        faults.check();
        return taken;
    }

    /** @throws ReadRefusal status 422 with all that is wrong */
    Taken ofChange(Admission who, ObjectNode given) {
        Faults faults = new Faults();
        for (String field : who.grant().required()) {
            if (given.has(field) && isNothing(given.path(field))) {
                faults.add("/" + field, "required", "The record needs a value; give one, or leave the field out.");
            }
        }
        if (given.isEmpty()) {
            faults.add("body", "empty", "Give at least one field.");
        }
        Taken taken = take(who, given, false, faults);
        faults.check();
        Shapes.finish(who.model(), types.of(who.model().model(), who.model().module()), taken, false, faults);
        faults.check();
        return taken;
    }

    /** A file belongs to a record that the caller may read. */
    private void belongs(Admission who, ObjectNode given, Faults faults) {
        if (given.has("res_model") != given.has("res_id")) {
            faults.add(given.has("res_model") ? "/res_id" : "/res_model", "required", "Give both, or neither.");
        } else if (given.has("res_model") && who.grant().write().contains("res_model")) {
            references.check(who, given.path("res_model").asText(), given.path("res_id"), faults);
        }
    }

    private static JsonNode forced(Admission who, JsonNode value) {
        JsonNode filled = PolicyDomain.filled(value, who.caller());
        JsonNode one = filled.isArray() ? filled.path(0) : filled;
        if (one.isInt() || one.isLong()) {
            if (one.longValue() < 0) {
                throw ReadRefusal.of(403, "You are nobody in Odoo yet, so this would be nobody's.");
            }
        }
        return filled;
    }

    static boolean isNothing(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.textValue().isBlank()
                || value.isArray() && value.isEmpty();
    }

    private Taken take(Admission who, ObjectNode given, boolean isNew, Faults faults) {
        Taken taken = new Taken(NODES.objectNode(), new ArrayList<>());
        Map<String, FieldType> known = types.of(who.model().model(), who.model().module());
        given.properties().forEach(member -> {
            PolicyField field = who.model().fields().get(member.getKey());
            if (field == null || !who.grant().write().contains(member.getKey())) {
                faults.add(
                        field == null ? "body" : "/" + field.name(),
                        field == null ? "unknown-field" : "read-only",
                        "Leave it out; you may give "
                                + String.join(", ", who.grant().write()) + ".");
            } else if (who.model().lines().containsKey(field.name())) {
                String name = FieldTypes.nameOf(known, field).orElse(field.name());
                JsonNode commands = lines.of(who, field.name(), member.getValue(), isNew, faults);
                if (commands != null) {
                    taken.values().set(name, commands);
                }
            } else {
                put(who, known, field, member.getValue(), false, taken, faults);
            }
        });
        return taken;
    }

    private void put(
            Admission who,
            Map<String, FieldType> known,
            PolicyField field,
            JsonNode value,
            boolean trusted,
            Taken taken,
            Faults faults) {
        if (Shapes.put(who.model(), known, field, value, taken, faults)) {
            return;
        }
        Optional<String> name = FieldTypes.nameOf(known, field);
        if (name.isEmpty()) {
            if (field.isOptional() || trusted) {
                taken.leftOut().addAll(trusted ? List.of() : List.of(field.name()));
            } else {
                faults.add("/" + field.name(), "absent", "This Odoo has no such field; leave it out.");
            }
            return;
        }
        JsonNode converted = fields.value(who, known.get(name.get()), value, trusted, "/" + field.name(), faults);
        if (converted != null) {
            taken.values().set(name.get(), converted);
        }
    }
}
