package orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Records how much of an order is being produced, and with it what is consumed: {@code qty_producing} alone consumes nothing.
 * What somebody has recorded for this quantity already is left as it is.
 */
final class Recording {
    private static final String MOVE_FIELDS = "state,product_uom_qty,quantity_done|quantity,picked?";

    private final Walk walk;
    private final Production order;
    private final BigDecimal quantity;
    private final Deque<MethodCall> consumed = new ArrayDeque<>();
    private Runnable after;

    Recording(Walk walk, Production order, BigDecimal quantity) {
        this.walk = walk;
        this.order = order;
        this.quantity = quantity;
    }

    void begin(Runnable then) {
        after = then;
        ArrayNode domain = Conversation.JSON.createArrayNode();
        domain.addArray().add("raw_material_production_id").add("=").add(order.id());
        domain.addArray().add("state").add("not in").add(Conversation.JSON.valueToTree(new String[] {"done", "cancel"
        }));
        walk.ask(MethodCall.search("stock.move", MOVE_FIELDS, domain, null), this::components);
    }

    private void components(JsonNode moves) {
        boolean any = false;
        for (JsonNode move : moves) {
            any |= move.path("picked").asBoolean(walk.major() < Creation.RENAMED)
                    && move.path("quantity_done").decimalValue().signum() > 0;
        }
        boolean same = order.producing().compareTo(quantity) == 0;
        if (same && (any || moves.isEmpty())) {
            after.run();
            return;
        }
        if (walk.major() < Creation.RENAMED) {
            moves.forEach(this::consume);
        } else {
            consumed.add(MethodCall.button(Production.MODEL, "set_qty_producing", order.id()));
        }
        ObjectNode values = Conversation.JSON.createObjectNode().put("qty_producing", quantity);
        walk.ask(
                MethodCall.write(Production.MODEL, order.id(), values),
                written -> next(),
                failure -> walk.doubted(failure));
    }

    /** Before 17 no public method does it: each component's share is written. */
    private void consume(JsonNode move) {
        BigDecimal share = move.path("product_uom_qty")
                .decimalValue()
                .multiply(quantity)
                .divide(order.quantity(), MathContext.DECIMAL64);
        consumed.add(MethodCall.write(
                "stock.move",
                move.path("id").asLong(),
                Conversation.JSON.createObjectNode().put("quantity_done", share)));
    }

    private void next() {
        MethodCall call = consumed.poll();
        if (call == null) {
            after.run();
        } else {
            walk.ask(call, done -> next(), failure -> walk.doubted(failure));
        }
    }
}
