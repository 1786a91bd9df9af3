package orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;

/** The values that a manufacturing order is created with, under the names that an Odoo of that version knows. */
final class CreationValues {
    private final Creation.New order;
    private final ObjectNode values;

    /** @param major major version of the Odoo */
    CreationValues(Creation.New order, int major) {
        this.order = order;
        values = order.dates().deepCopy();
        if (major < Creation.RENAMED && values.has("date_start")) {
            values.set("date_planned_start", values.remove("date_start"));
        }
        values.put("product_id", order.product()).put("product_qty", order.quantity());
        if (order.origin() != null) {
            values.put("origin", order.origin());
        }
    }

    /** The order alone: from 16 on Odoo makes its moves. */
    ObjectNode alone() {
        return values;
    }

    /**
     * The order with the moves that Odoo's own form makes of the bill of materials.
     *
     * @param product name and uom_id
     * @param bom id and product_qty; missing for none
     * @param lines product_id, product_uom_id and product_qty of each component
     * @param stock location that components are taken from
     * @param production location that they are consumed in
     * @param destination location that the product goes to
     */
    ObjectNode withMoves(
            JsonNode product, JsonNode bom, JsonNode lines, long stock, long production, long destination) {
        String name = product.path("name").asText("/");
        long unit = MethodCall.id(product.path("uom_id"));
        values.put("product_uom_id", unit);
        if (!bom.isMissingNode()) {
            values.put("bom_id", bom.path("id").asLong());
        }
        ArrayNode raw = values.putArray("move_raw_ids");
        for (JsonNode line : lines) {
            BigDecimal share = line.path("product_qty")
                    .decimalValue()
                    .multiply(order.quantity())
                    .divide(bom.path("product_qty").decimalValue(), MathContext.DECIMAL64);
            long component = MethodCall.id(line.path("product_id"));
            move(raw, name, component, MethodCall.id(line.path("product_uom_id")), share)
                    .put("bom_line_id", line.path("id").asLong())
                    .put("location_id", stock)
                    .put("location_dest_id", production);
        }
        move(values.putArray("move_finished_ids"), name, order.product(), unit, order.quantity())
                .put("byproduct_id", false)
                .put("location_id", production)
                .put("location_dest_id", destination);
        return values;
    }

    private static ObjectNode move(ArrayNode moves, String name, long product, long unit, BigDecimal quantity) {
        return moves.addArray()
                .add(0)
                .add(0)
                .addObject()
                .put("name", name)
                .put("product_id", product)
                .put("product_uom", unit)
                .put("product_uom_qty", quantity);
    }
}
