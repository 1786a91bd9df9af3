package gateway.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import gateway.mirror.ReadRefusal.Fault;
import gateway.policy.PolicyField;
import gateway.records.Access.Admission;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Filters of a query as terms of a domain: {@code name=Desk}, {@code date_begin.gte=2026-01-01 00:00:00}, {@code id.in=1,2}. Only
 * fields that the caller may read, and only the operators below: nothing of a query reaches Odoo as it is.
 */
@Component
class Filters {
    static final Set<String> RESERVED =
            Set.of("fields", "order", "limit", "offset", "after", "search", "active", "total", "max_age", "live");
    private static final Map<String, String> OPERATORS =
            Map.of("", "=", "ne", "!=", "lt", "<", "lte", "<=", "gt", ">", "gte", ">=", "in", "in");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_VALUES = 200;

    private final FieldTypes types;

    Filters(FieldTypes types) {
        this.types = types;
    }

    /** @param used gets the names of the fields that are compared */
    void add(Admission who, Map<String, String> asked, ArrayNode domain, Set<String> used, List<Fault> faults) {
        asked.forEach((parameter, value) -> {
            if (!RESERVED.contains(parameter)) {
                add(who, parameter, value, faults).ifPresent(term -> {
                    used.add(parameter.replaceFirst("\\..*", ""));
                    domain.add(term);
                });
            }
        });
    }

    private Optional<ArrayNode> add(Admission who, String parameter, String value, List<Fault> faults) {
        String[] parts = parameter.split("\\.", 2);
        String operator = OPERATORS.get(parts.length == 1 ? "" : parts[1]);
        PolicyField field =
                who.grant().read().contains(parts[0]) ? who.model().fields().get(parts[0]) : null;
        if (field == null || operator == null) {
            // The name is not repeated: it is the client's.
            faults.add(new Fault(
                    "query",
                    "unknown",
                    "A filter is the name of a field, with .ne, .lt, .lte, .gt, .gte or .in behind it where not equal is"
                            + " meant; fields: " + String.join(", ", who.grant().read()) + "."));
            return Optional.empty();
        }
        Map<String, FieldType> known = types.of(who.model().model(), who.model().module());
        Optional<String> name = FieldTypes.nameOf(known, field);
        if (name.isEmpty()) {
            faults.add(new Fault(field.name(), "absent", "This Odoo has no such field; leave the filter out."));
            return Optional.empty();
        }
        FieldType type = known.get(name.get());
        ArrayNode term = NODES.arrayNode().add(field.name()).add(operator);
        try {
            term.add(operator.equals("in") ? values(type, value) : value(type, value));
        } catch (NumberFormatException noNumber) {
            faults.add(new Fault(field.name(), "type", "Give a number, or true or false where a field is either."));
            return Optional.empty();
        }
        return Optional.of(term);
    }

    private static JsonNode values(FieldType type, String values) {
        ArrayNode all = NODES.arrayNode();
        for (String value : new LinkedHashSet<>(List.of(values.split(",", MOST_VALUES)))) {
            all.add(value(type, value.strip()));
        }
        return all;
    }

    private static JsonNode value(FieldType type, String value) {
        if (value.equals("false") || type.type().equals("boolean") && value.equals("true")) {
            return NODES.booleanNode(value.equals("true"));
        }
        if (type.isReference() || type.isSet() || type.type().equals("integer")) {
            return NODES.numberNode(Long.parseLong(value));
        }
        if (type.isNumber()) {
            return NODES.numberNode(Double.parseDouble(value));
        }
        if (type.type().equals("boolean")) {
            throw new NumberFormatException("a flag");
        }
        return NODES.textNode(value);
    }
}
