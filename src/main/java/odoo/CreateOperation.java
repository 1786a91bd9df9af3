package odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Creates one record (the body is an object) or several (an array of objects); brings a list of ids either way. */
final class CreateOperation implements Operation {
    @Override
    public OdooCall prepare(OdooRequest request) {
        JsonNode body = request.body();
        ArrayNode values = body.isArray()
                ? (ArrayNode) body
                : Json.MAPPER.createArrayNode().add(body);
        for (JsonNode value : values) {
            if (!value.isObject()) {
                throw new IllegalArgumentException("The body of create must be a JSON object or an array of them");
            }
        }
        ObjectNode arguments = Json.MAPPER.createObjectNode();
        arguments.set("vals_list", values);
        return request.call(null, arguments);
    }
}
