package gateway.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A domain of Odoo as a condition on rows of the mirror (alias {@code m}). Only what means the same in both is translated: fields
 * of the record itself, compared with values. Names of fields come from the policy and the hub; values travel as parameters.
 *
 * @param condition begins with {@code AND}; empty for every row
 * @param parameters by name
 */
record DomainSql(String condition, Map<String, Object> parameters) {

    /**
     * @param stored names of fields in the mirror, where they have others there
     * @return empty when only Odoo can tell
     */
    static Optional<DomainSql> of(ArrayNode domain, Map<String, String> stored) {
        Map<String, Object> parameters = new HashMap<>();
        Deque<String> open = new ArrayDeque<>();
        for (int i = domain.size() - 1; i >= 0; i--) {
            JsonNode term = domain.get(i);
            String sql;
            if (term.isTextual()) {
                sql = term.textValue().equals("!")
                        ? "NOT coalesce(" + open.pop() + ", false)"
                        : "(" + open.pop() + (term.textValue().equals("|") ? " OR " : " AND ") + open.pop() + ")";
            } else {
                sql = term(term, stored, i, parameters);
            }
            if (sql == null) {
                return Optional.empty();
            }
            open.push(sql);
        }
        return Optional.of(new DomainSql(open.isEmpty() ? "" : " AND " + String.join(" AND ", open), parameters));
    }

    private static String term(JsonNode term, Map<String, String> stored, int number, Map<String, Object> parameters) {
        String field = stored.getOrDefault(term.path(0).asText(), term.path(0).asText());
        JsonNode value = term.path(2);
        if (!field.matches("[a-z_][a-z0-9_]*")) {
            return null;
        }
        String data = field.equals("id") ? "to_jsonb(m.odoo_id)" : "(m.data -> '" + field + "')";
        String parameter = "d" + number;
        parameters.put(parameter, value.toString());
        String given = "(:" + parameter + ")::jsonb";
        return switch (term.path(1).asText()) {
            case "=" -> equal(data, value, given);
            case "!=" -> "NOT coalesce(" + equal(data, value, given) + ", false)";
            case "in" -> among(data, value, given);
            case "not in" -> "NOT coalesce(" + among(data, value, given) + ", false)";
            case "<", "<=", ">", ">=" ->
                "(jsonb_typeof(" + data + ") = jsonb_typeof(" + given + ") AND " + data + " "
                        + term.path(1).asText() + " " + given + ")";
            default -> null;
        };
    }

    /** A reference is a pair of id and name and a set of records an array of ids: both contain the id. Nothing is false, or empty. */
    private static String equal(String data, JsonNode value, String given) {
        return value.isBoolean() && !value.booleanValue()
                ? "coalesce(" + data + ", 'false') IN ('false', '[]', 'null')"
                : "(" + data + " @> " + given + ")";
    }

    private static String among(String data, JsonNode values, String given) {
        return !values.isArray()
                ? null
                : "EXISTS (SELECT FROM jsonb_array_elements(" + given + ") v WHERE " + data + " @> v OR v = 'false'"
                        + " AND coalesce(" + data + ", 'false') IN ('false', '[]', 'null'))";
    }
}
