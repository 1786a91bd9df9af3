package odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * A call as {@code execute_kw} wants it. Parameters that changed their name between versions travel by position, all
 * others by name.
 *
 * @param positional the ids first, when there are any
 * @param named the rest, and the context
 */
record RpcArguments(ArrayNode positional, ObjectNode named) {
    private static final Map<String, List<String>> BY_POSITION = Map.of(
            "search", List.of("domain"),
            "search_count", List.of("domain"),
            "search_read", List.of("domain"),
            "create", List.of("vals_list"),
            "write", List.of("vals"));

    static RpcArguments of(OdooCall call, OdooVersion version) {
        ArrayNode positional = Json.MAPPER.createArrayNode();
        ObjectNode named = call.arguments().deepCopy();
        if (call.ids() != null) {
            ArrayNode ids = positional.addArray();
            for (long id : call.ids()) {
                ids.add(id);
            }
        }
        for (String name : BY_POSITION.getOrDefault(call.method(), List.of())) {
            JsonNode value = named.remove(name);
            if (value == null) {
                break;
            }
            positional.add(value);
        }
        if (call.method().equals("search_read") && version.major() < 19) {
            named.remove("load");
        }
        named.set("context", call.context());
        return new RpcArguments(positional, named);
    }
}
