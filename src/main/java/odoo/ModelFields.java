package odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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

    static final List<String> ATTRIBUTES = List.of("type", "store", "related", "required", "company_dependent");

    private final Set<String> names;
    private final Map<String, String> columns = new HashMap<>(Map.of("id", "0"));
    private final Set<Set<String>> refused = ConcurrentHashMap.newKeySet();

    /** @param answer of {@code fields_get} with the {@link #ATTRIBUTES} */
    ModelFields(JsonNode answer) {
        for (Map.Entry<String, JsonNode> field : answer.properties()) {
            String nothing = NOTHING.get(field.getValue().path("type").asText());
            if (nothing != null && isColumn(field.getValue(), answer)) {
                columns.put(field.getKey(), nothing);
            }
        }
        names = Set.copyOf(answer.properties().stream().map(Map.Entry::getKey).toList());
    }

    /** Of its own table, or of the one record that each of this model's belongs to, as a product has the fields of its template. */
    private static boolean isColumn(JsonNode field, JsonNode all) {
        if (field.path("company_dependent").asBoolean()
                && field.path("type").asText().equals("many2one")) {
            return false;
        }
        String[] path = field.path("related").asText("").split("\\.");
        return field.path("store").asBoolean() || path.length == 2 && isParent(all.path(path[0]));
    }

    private static boolean isParent(JsonNode field) {
        return field.path("type").asText().equals("many2one")
                && field.path("store").asBoolean()
                && field.path("required").asBoolean();
    }

    Set<String> names() {
        return names;
    }

    /** Whether all of these are columns of Odoo's database, which Odoo has not refused to give together. */
    boolean areColumns(Collection<String> fields) {
        return columns.keySet().containsAll(fields) && !refused.contains(Set.copyOf(fields));
    }

    /** What {@code read} says where a column holds nothing, as JSON. */
    String nothing(String column) {
        return columns.get(column);
    }

    /** Remembers that Odoo does not give these by columns. */
    void refuseColumns(Collection<String> fields) {
        refused.add(Set.copyOf(fields));
    }
}
