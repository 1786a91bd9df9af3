package odoo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads the records that a domain finds. */
final class SearchReadOperation implements Operation {
    @Override
    public OdooCall prepare(OdooRequest request) {
        ObjectNode arguments = Json.MAPPER.createObjectNode();
        arguments.set("domain", request.domain());
        request.searchArguments(arguments);
        request.readArguments(arguments);
        return request.call(null, arguments);
    }
}
