package odoo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Deletes the records whose ids are the body or a header. */
final class UnlinkOperation implements Operation {
    @Override
    public OdooCall prepare(OdooRequest request) {
        ObjectNode arguments = Json.MAPPER.createObjectNode();
        return request.call(request.ids(), arguments);
    }
}
