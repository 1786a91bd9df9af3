package odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes values: ids in the header and the values as body, or the body {@code {"ids": [1], "vals": {}}}. */
final class WriteOperation implements Operation {
    @Override
    public OdooCall prepare(OdooRequest request) {
        ObjectNode body = request.bodyObject();
        long[] ids = request.idsOfHeader();
        JsonNode values = body;
        if (ids == null) {
            if (!body.path("ids").isArray() || !body.path("vals").isObject()) {
                throw new IllegalArgumentException("write needs the header " + OdooConstants.IDS
                        + " and the values as body, or the body {\"ids\": [...], \"vals\": {...}}");
            }
            ids = Json.ids(Json.bytes(body.get("ids")));
            values = body.get("vals");
        }
        ObjectNode arguments = Json.MAPPER.createObjectNode();
        arguments.set("vals", values);
        return request.call(ids, arguments);
    }
}
