package gateway.records;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Odoo says of a field.
 *
 * @param type as in {@code char}, {@code many2one}
 * @param relation model that it refers to; empty for none
 * @param required whether Odoo wants a value
 * @param readonly whether Odoo's own forms leave it alone
 * @param label for people
 * @param help what it means; empty where Odoo says nothing
 * @param choices the values of a selection with their labels
 */
record FieldType(
        String type,
        String relation,
        boolean required,
        boolean readonly,
        String label,
        String help,
        Map<String, String> choices) {

    static FieldType of(JsonNode said) {
        Map<String, String> choices = new LinkedHashMap<>();
        said.path("selection")
                .forEach(choice ->
                        choices.put(choice.path(0).asText(), choice.path(1).asText()));
        return new FieldType(
                said.path("type").asText(),
                said.path("relation").asText(""),
                said.path("required").asBoolean(),
                said.path("readonly").asBoolean(),
                said.path("string").asText(""),
                said.path("help").isTextual() ? said.path("help").textValue() : "",
                choices);
    }

    boolean isReference() {
        return type.equals("many2one");
    }

    boolean isSet() {
        return type.equals("many2many") || type.equals("one2many");
    }

    boolean isNumber() {
        return type.equals("integer")
                || type.equals("float")
                || type.equals("monetary")
                || type.equals("many2one_reference");
    }
}
