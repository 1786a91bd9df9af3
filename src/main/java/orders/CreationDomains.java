package orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;

/** What is looked for in Odoo before a manufacturing order is created. */
final class CreationDomains {
    private static final BigDecimal ROUNDING = new BigDecimal("0.01");

    private CreationDomains() {}

    /** The manufacturing order that an earlier attempt has made: newer than that id, of this content, and nobody else's. */
    static ArrayNode of(Creation.New order, long after) {
        ArrayNode domain = Conversation.JSON.createArrayNode();
        domain.addArray().add("id").add(">").add(after);
        domain.addArray().add("id").add("not in").add(Conversation.JSON.valueToTree(order.others()));
        domain.addArray().add("product_id").add("=").add(order.product());
        // Odoo rounds quantities.
        domain.addArray().add("product_qty").add(">").add(order.quantity().subtract(ROUNDING));
        domain.addArray().add("product_qty").add("<").add(order.quantity().add(ROUNDING));
        domain.addArray().add("backorder_sequence").add("<=").add(1);
        ArrayNode origin = domain.addArray().add("origin").add("=");
        if (order.origin() == null) {
            origin.add(false);
        } else {
            origin.add(order.origin());
        }
        return domain;
    }

    /** The bills of materials that a product is manufactured by, its own or its template's. */
    static ArrayNode boms(JsonNode product) {
        ArrayNode domain = Conversation.JSON.createArrayNode();
        domain.addArray().add("type").add("=").add("normal");
        domain.add("|");
        domain.addArray().add("product_id").add("=").add(product.path("id").asLong());
        domain.add("&");
        domain.addArray().add("product_id").add("=").add(false);
        domain.addArray().add("product_tmpl_id").add("=").add(MethodCall.id(product.path("product_tmpl_id")));
        return domain;
    }
}
