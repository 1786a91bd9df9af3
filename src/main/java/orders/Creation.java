package orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Creates a manufacturing order, or finds the one that was made when the answer to the first attempt was lost. Before 16 Odoo makes no moves by itself when an order
 * is created by a program; then they are made from the bill of materials here, as its own form does.
 */
public final class Creation extends Conversation {
    /** The first version that calls date_planned_start date_start and quantity_done quantity. */
    static final int RENAMED = 17;

    private static final int MAKES_MOVES = 16;
    private static final String BOM = "mrp.bom";
    private static final Map<String, String> UNSETTLED = Map.of(
            "cause",
            UNKNOWN,
            "detail",
            "The answer to the creation was lost, and Odoo may still be at it.",
            "remedy",
            "Nothing to do: it is looked for before it is created again.");

    private final OrderPolicy policy;
    private final New order;
    private JsonNode product;
    private JsonNode bom;
    private JsonNode lines = JSON.createArrayNode();
    private Production created;
    private final Sending sending;
    private Long after;
    private boolean undone;

    /**
     * What is to be created.
     *
     * @param origin what its source document is; null for none. Orders of the same content are told apart by when they were
     *     made: only one that is newer than {@code after} and no other creation's is taken as this one
     * @param dates values under the names date_start and date_deadline, where given
     * @param after id of the newest manufacturing order when the create was first sent; null when none was sent
     * @param others ids of manufacturing orders that are known to be other creations'
     * @param settled whether a create that was sent is over by now, so that another may be sent where it left nothing
     */
    record New(
            long product,
            BigDecimal quantity,
            String origin,
            ObjectNode dates,
            Long after,
            List<Long> others,
            boolean settled) {}

    /** Is told the newest id before a create is sent, and writes it down. */
    interface Sending extends LongConsumer {}

    Creation(String connection, New order, OrderPolicy policy, Sending sending) {
        super(connection);
        this.order = order;
        this.policy = policy;
        this.sending = sending;
        this.after = order.after();
        if (after == null) {
            product();
        } else {
            find(() -> {
                if (order.settled()) {
                    product();
                } else {
                    fail(UNSETTLED);
                }
            });
        }
    }

    /** The manufacturing order; null while there is none. */
    Production created() {
        return created;
    }

    /** Whether a create was sent and certainly not done. */
    boolean isUndone() {
        return undone;
    }

    private void find(Runnable otherwise) {
        ask(MethodCall.search(Production.MODEL, Production.FIELDS, CreationDomains.of(order, after), 1), found -> {
            if (found.isEmpty()) {
                otherwise.run();
            } else {
                created = Production.of(found.get(0));
            }
        });
    }

    private void product() {
        ask(MethodCall.read("product.product", "name,uom_id,product_tmpl_id,active", order.product()), found -> {
            if (found.isEmpty()) {
                refuse(Refusal.of(
                        422,
                        "unknown-product",
                        "Odoo has no such product.",
                        "Give the id of a product variant (product.product)."));
                return;
            }
            product = found.get(0);
            ask(
                    MethodCall.search(BOM, "product_qty,product_uom_id,bom_line_ids", CreationDomains.boms(product), 1),
                    this::bom);
        });
    }

    private void bom(JsonNode found) {
        bom = found.path(0);
        if (found.isEmpty() && policy.missingBom() == OrderPolicy.MissingBom.REFUSE) {
            refuse(Refusal.of(
                    422,
                    "no-bill-of-materials",
                    "The product has no bill of materials to manufacture it by.",
                    "Make one in Odoo, or set hub.orders.policy.missing-bom to create."));
        } else if (major() >= MAKES_MOVES) {
            create(new CreationValues(order, major()).alone());
        } else if (found.isEmpty()) {
            places();
        } else {
            ask(
                    MethodCall.read(
                            "mrp.bom.line", "product_id,product_qty,product_uom_id", ids(bom.path("bom_line_ids"))),
                    read -> {
                        lines = read;
                        places();
                    });
        }
    }

    private void places() {
        ObjectNode asked = JSON.createObjectNode();
        asked.putArray("fields_list")
                .add("location_src_id")
                .add("location_dest_id")
                .add("picking_type_id");
        ask(
                new MethodCall(Production.MODEL, "default_get", null, null, null, null, asked.toString()),
                places -> ask(
                        MethodCall.read("product.product", "property_stock_production", order.product()),
                        found -> create(new CreationValues(order, major())
                                .withMoves(
                                        product,
                                        bom,
                                        lines,
                                        MethodCall.id(places.path("location_src_id")),
                                        MethodCall.id(found.path(0).path("property_stock_production")),
                                        MethodCall.id(places.path("location_dest_id"))))));
    }

    private void create(ObjectNode values) {
        if (after != null) {
            sending.accept(after);
            send(values);
            return;
        }
        ask(MethodCall.newest(Production.MODEL), newest -> {
            after = newest.path(0).path("id").asLong();
            sending.accept(after);
            send(values);
        });
    }

    private void send(ObjectNode values) {
        ask(
                MethodCall.create(Production.MODEL, JSON.createArrayNode().add(values)),
                ids -> ask(
                        MethodCall.read(Production.MODEL, Production.FIELDS, ids(ids)),
                        read -> created = Production.of(read.path(0)),
                        failure -> find(() -> fail(failure))),
                failure -> {
                    if (failure.get("cause").equals(UNKNOWN)) {
                        find(() -> fail(failure));
                    } else {
                        undone = true;
                        fail(failure);
                    }
                });
    }

    private static long[] ids(JsonNode list) {
        long[] ids = new long[list.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = list.get(i).asLong();
        }
        return ids;
    }
}
