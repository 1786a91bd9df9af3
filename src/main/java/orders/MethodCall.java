package orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One call to Odoo, as headers and body of the {@code odoo} component.
 *
 * @param fields fields to read, comma separated; null where nothing is read
 * @param domain JSON of a search; null for none
 * @param limit of a search; null for all
 * @param context more keys of the context; null for none
 * @param body JSON
 */
record MethodCall(
        String model, String method, String fields, String domain, Integer limit, JsonNode context, String body) {
    private static final String NEWEST = "newest";

    /** How a search is ordered. */
    String order() {
        return NEWEST.equals(body) ? "id desc" : "id";
    }

    static MethodCall read(String model, String fields, long... ids) {
        ArrayNode list = Conversation.JSON.createArrayNode();
        for (long id : ids) {
            list.add(id);
        }
        return new MethodCall(model, "read", fields, null, null, null, list.toString());
    }

    /** In the order of ids. */
    static MethodCall search(String model, String fields, ArrayNode domain, Integer limit) {
        return new MethodCall(model, "search_read", fields, domain.toString(), limit, null, "");
    }

    /** The record that was made last. */
    static MethodCall newest(String model) {
        return new MethodCall(model, "search_read", "id", "[]", 1, null, NEWEST);
    }

    static MethodCall create(String model, JsonNode values) {
        return create(model, null, values);
    }

    /** @param context of the call; null for none */
    static MethodCall create(String model, JsonNode context, JsonNode values) {
        return new MethodCall(model, "create", null, null, null, context, values.toString());
    }

    static MethodCall write(String model, long id, ObjectNode values) {
        ObjectNode body = Conversation.JSON.createObjectNode();
        body.putArray("ids").add(id);
        body.set("vals", values);
        return new MethodCall(model, "write", null, null, null, null, body.toString());
    }

    /** A button of one record. */
    static MethodCall button(String model, String method, long id) {
        return button(model, method, id, null);
    }

    /** @param context of the button; null for none */
    static MethodCall button(String model, String method, long id, JsonNode context) {
        ObjectNode body = Conversation.JSON.createObjectNode();
        body.putArray("ids").add(id);
        return new MethodCall(model, method, null, null, null, context, body.toString());
    }

    /** The id of a many2one in either form; 0 for none. */
    static long id(JsonNode many2one) {
        return many2one.isArray() ? many2one.path(0).asLong() : many2one.isNumber() ? many2one.asLong() : 0;
    }
}
