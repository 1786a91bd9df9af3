package odoo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Counts the records in a domain. */
final class SearchCountOperation implements Operation {
    @Override
    public OdooCall prepare(OdooRequest request) {
        ObjectNode arguments = Json.MAPPER.createObjectNode();
        arguments.set("domain", request.domain());
        return request.call(null, arguments);
    }
}
