package odoo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Finds the ids of the records in a domain. */
final class SearchOperation implements Operation {
    @Override
    public OdooCall prepare(OdooRequest request) {
        ObjectNode arguments = Json.MAPPER.createObjectNode();
        arguments.set("domain", request.domain());
        request.searchArguments(arguments);
        return request.call(null, arguments);
    }
}
