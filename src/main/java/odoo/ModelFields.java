package odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The fields of a model, as {@code fields_get} tells a user of them. */
final class ModelFields {
    /** What {@code read} says where the database holds nothing, by the type of the field; other types are no plain column. */
    private static final Map<String, String> NOTHING = Map.ofEntries(
            Map.entry("char", "false"),
            Map.entry("text", "false"),
            Map.entry("html", "false"),
            Map.entry("selection", "false"),
            Map.entry("boolean", "false"),
            Map.entry("date", "false"),
            Map.entry("datetime", "false"),
            Map.entry("many2one", "false"),
            Map.entry("integer", "0"),
            Map.entry("float", "0.0"),
            Map.entry("monetary", "0.0"));

    private final Set<String> names;
    private final Map<String, String> columns = new HashMap<>(Map.of("id", "0"));
    private volatile boolean columnsRefused;

    /** @param answer of {@code fields_get} with the attributes type, store and company_dependent */
    ModelFields(JsonNode answer) {
        for (Map.Entry<String, JsonNode> field : answer.properties()) {
            String nothing = NOTHING.get(field.getValue().path("type").asText());
            boolean stored = field.getValue().path("store").asBoolean();
            if (nothing != null
                    && stored
                    && !field.getValue().path("company_dependent").asBoolean()) {
                columns.put(field.getKey(), nothing);
            }
        }
        names = Set.copyOf(answer.properties().stream().map(Map.Entry::getKey).toList());
    }

    Set<String> names() {
        return names;
    }

    /** Whether all of these are plain columns of Odoo's database, which Odoo has not refused to give by columns. */
    boolean areColumns(Collection<String> fields) {
        return !columnsRefused && columns.keySet().containsAll(fields);
    }

    /** What {@code read} says where a column holds nothing, as JSON. */
    String nothing(String column) {
        return columns.get(column);
    }

    /** Remembers that this model does not give columns. */
    void refuseColumns() {
        columnsRefused = true;
    }
}
