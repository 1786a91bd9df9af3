package gateway.records;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.policy.Lines;
import gateway.policy.PolicyField;
import gateway.policy.PolicyModel;
import java.util.Map;
import java.util.Set;

/** Fields of Odoo as JSON schemas. */
final class FieldSchemas {
    private FieldSchemas() {}

    /** @param written whether it is for what clients send */
    static ObjectNode object(PolicyModel model, Set<String> names, Map<String, FieldType> known, boolean written) {
        ObjectNode schema = Desk.JSON.createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (String name : names) {
            PolicyField field = model.fields().get(name);
            FieldType type = FieldTypes.nameOf(known, field).map(known::get).orElse(null);
            ObjectNode property = properties.putObject(name);
            if (written && model.lines().containsKey(name)) {
                lines(property, model.lines().get(name));
            } else if (type != null) {
                describe(property, type, written);
            } else if (!known.isEmpty()) {
                property.put("description", "This Odoo has no such field; it is kept in another way, or is false.");
            }
        }
        return schema;
    }

    private static void lines(ObjectNode property, Lines lines) {
        property.put("type", "array")
                .put(
                        "description",
                        "A new line needs " + String.join(", ", lines.required())
                                + ". Of a record that is there, a line is changed by its id, and taken away by its id and remove;"
                                + " lines that are not named stay.");
        ObjectNode members = property.putObject("items").put("type", "object").putObject("properties");
        members.putObject("id").put("type", "integer").put("minimum", 1);
        members.putObject("remove").put("type", "boolean");
        LineValues.names(lines).forEach(members::putObject);
    }

    private static void describe(ObjectNode schema, FieldType type, boolean written) {
        schema.put("title", type.label());
        if (!type.help().isEmpty()) {
            schema.put("description", type.help());
        }
        switch (type.type()) {
            case "boolean" -> schema.put("type", "boolean");
            case "integer", "many2one_reference" -> schema.put("type", "integer");
            case "float", "monetary" -> schema.put("type", "number");
            case "many2one" -> reference(schema, type, written);
            case "many2many", "one2many" -> {
                schema.put("type", "array").put("description", "Records of " + type.relation());
                schema.putObject("items").put("type", "integer");
            }
            case "selection" -> {
                schema.put("type", "string");
                ArrayNode choices = schema.putArray("enum");
                type.choices().keySet().forEach(choices::add);
            }
            case "date" -> schema.put("type", "string").put("example", "2026-12-31");
            case "datetime" -> schema.put("type", "string").put("example", "2026-12-31 18:30:00");
            default -> schema.put("type", "string");
        }
    }

    private static void reference(ObjectNode schema, FieldType type, boolean written) {
        schema.put("description", "A record of " + type.relation());
        if (written) {
            ArrayNode ways = schema.putArray("oneOf");
            ways.addObject().put("type", "integer");
            ways.addObject().put("type", "string");
            ways.addObject().put("type", "object");
        } else {
            schema.put("type", "array").putArray("example").add(1).add("Its name");
            schema.putObject("items");
        }
    }
}
