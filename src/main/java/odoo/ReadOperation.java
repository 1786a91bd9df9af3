package odoo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads records by their ids, which are the body or a header. Ids that do not exist are left out by Odoo. */
final class ReadOperation implements Operation {
    @Override
    public OdooCall prepare(OdooRequest request) {
        ObjectNode arguments = Json.MAPPER.createObjectNode();
        request.readArguments(arguments);
        return request.call(request.ids(), arguments);
    }
}
