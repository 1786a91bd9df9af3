package odoo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Describes the fields of a model; the body may hold {@code allfields} and {@code attributes}. */
final class FieldsGetOperation implements Operation {
    @Override
    public OdooCall prepare(OdooRequest request) {
        ObjectNode arguments = Json.MAPPER.createObjectNode();
        arguments.setAll(request.bodyObject());
        if (!request.fields().isEmpty()) {
            request.fields().forEach(arguments.putArray("allfields")::add);
        }
        return request.call(null, arguments);
    }
}
