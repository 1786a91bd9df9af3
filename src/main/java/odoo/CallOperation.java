package odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Any other method: the body holds its parameters by name, and may hold {@code ids} and {@code context}; ids may also be
 * in the header.
 */
final class CallOperation implements Operation {
    @Override
    public OdooCall prepare(OdooRequest request) {
        ObjectNode arguments = request.bodyObject().deepCopy();
        JsonNode inBody = arguments.remove("ids");
        long[] ids = request.idsOfHeader();
        if (ids == null && inBody != null) {
            ids = Json.ids(Json.bytes(inBody));
        }
        ObjectNode context = request.context();
        if (arguments.remove("context") instanceof ObjectNode more) {
            context.setAll(more);
        }
        return request.call(ids, arguments, context);
    }
}
