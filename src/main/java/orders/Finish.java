package orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Marks an order as done, answers what Odoo asks then by the policy, and looks whether stock has moved: an order that is done
 * while its components are still there is a failure.
 */
final class Finish {
    private static final String MOVE_FIELDS = "state,product_id,quantity_done|quantity,raw_material_production_id";
    private static final int MOST_QUESTIONS = 4;

    private final Walk walk;
    private final Production order;
    private final OrderPolicy policy;
    private StockCheck check;
    private Runnable after;
    private int questions;

    Finish(Walk walk, Production order, OrderPolicy policy) {
        this.walk = walk;
        this.order = order;
        this.policy = policy;
    }

    void begin(Runnable then) {
        after = then;
        walk.ask(moves(), before -> {
            check = new StockCheck(before);
            walk.ask(quants(before), quants -> {
                check.before(quants);
                markDone();
            });
        });
    }

    private MethodCall moves() {
        ArrayNode domain = Conversation.JSON.createArrayNode();
        domain.add("|");
        domain.addArray().add("raw_material_production_id").add("=").add(order.id());
        domain.addArray().add("production_id").add("=").add(order.id());
        return MethodCall.search("stock.move", MOVE_FIELDS, domain, null);
    }

    private static MethodCall quants(JsonNode moves) {
        Set<Long> products = new TreeSet<>();
        moves.forEach(move -> products.add(MethodCall.id(move.path("product_id"))));
        ArrayNode domain = Conversation.JSON.createArrayNode();
        domain.addArray().add("product_id").add("in").add(Conversation.JSON.valueToTree(products));
        domain.addArray().add("location_id.usage").add("=").add("internal");
        return MethodCall.search("stock.quant", "product_id,quantity", domain, null);
    }

    private void markDone() {
        walk.ask(MethodCall.button(Production.MODEL, "button_mark_done", order.id()), this::marked, this::failed);
    }

    private void failed(Map<String, String> failure) {
        if (failure.get("cause").equals(Conversation.UNKNOWN)) {
            verify(failure);
        } else {
            walk.fail(failure);
        }
    }

    /** @param answer true or null, or the action that opens a wizard */
    private void marked(JsonNode answer) {
        String wizard = answer.path("res_model").asText("");
        if (!answer.isObject() || wizard.isEmpty() || wizard.equals(Production.MODEL)) {
            verify(null);
            return;
        }
        String method = method(wizard);
        if (method == null || ++questions > MOST_QUESTIONS) {
            walk.refuse(walk.notDone(question(wizard), "Finish the order in Odoo, or change hub.orders.policy."));
            return;
        }
        JsonNode context =
                answer.path("context").isObject() ? answer.path("context") : Conversation.JSON.createObjectNode();
        walk.ask(
                MethodCall.create(wizard, context, Conversation.JSON.createObjectNode()),
                ids -> walk.ask(
                        MethodCall.button(wizard, method, ids.path(0).asLong(), context), this::marked, this::failed));
    }

    private String method(String wizard) {
        return switch (wizard) {
            case "mrp.production.backorder" ->
                switch (policy.backorder()) {
                    case CREATE -> "action_backorder";
                    case CLOSE -> "action_close_mo";
                    case REFUSE -> null;
                };
            case "mrp.immediate.production" -> policy.immediate() == OrderPolicy.Immediate.PROCESS ? "process" : null;
            case "mrp.consumption.warning" ->
                policy.consumption() == OrderPolicy.Consumption.ACCEPT ? "action_confirm" : null;
            default -> null;
        };
    }

    private static String question(String wizard) {
        return switch (wizard) {
            case "mrp.production.backorder" -> "Less was produced than planned, and no backorder is to be made.";
            case "mrp.immediate.production" -> "Nothing was recorded for this order.";
            case "mrp.consumption.warning" -> "Other quantities of components were recorded than the order expects.";
            default -> "Odoo asks something before it finishes the order that the hub has no answer to.";
        };
    }

    /** @param doubt the failure that leaves open whether the order was finished; null for none */
    private void verify(Map<String, String> doubt) {
        walk.ask(
                moves(),
                moved -> walk.ask(quants(moved), quants -> {
                    boolean done = check.isFinished(moved);
                    if (!done && doubt != null) {
                        walk.fail(doubt);
                        return;
                    }
                    if (!check.isMoved(moved, quants)) {
                        walk.fail(Map.of(
                                "cause",
                                "moved-no-stock",
                                "detail",
                                "The order was marked as done, but its components were not consumed or its product did"
                                        + " not come in.",
                                "remedy",
                                "Look at the order and its stock moves in Odoo, and correct the stock there."));
                        return;
                    }
                    after.run();
                }));
    }
}
