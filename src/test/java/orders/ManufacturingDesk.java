package orders;

import java.math.BigDecimal;
import org.springframework.stereotype.Component;

/** What tests of other rooms ask of the conversations with Odoo. */
@Component
public class ManufacturingDesk {
    private final Manufacturing manufacturing;

    ManufacturingDesk(Manufacturing manufacturing) {
        this.manufacturing = manufacturing;
    }

    /** What came of it. */
    public record Outcome(String state, Refusal refusal, java.util.Map<String, String> failure) {}

    /** A new manufacturing order; its id. */
    public int create(int product, double quantity, String origin) {
        Creation creation = creation(product, quantity, origin, policy());
        if (creation.created() == null) {
            throw new IllegalStateException(creation.refusal() + " " + creation.failure());
        }
        return (int) creation.created().id();
    }

    /** Why no manufacturing order was created. */
    public Refusal refusal(int product, OrderPolicy policy) {
        return creation(product, 1, null, policy).refusal();
    }

    private Creation creation(int product, double quantity, String origin, OrderPolicy policy) {
        return manufacturing.hold(new Creation(
                "default",
                new Creation.New(
                        product,
                        BigDecimal.valueOf(quantity),
                        origin,
                        Conversation.JSON.createObjectNode(),
                        null,
                        java.util.List.of(),
                        false),
                policy,
                newest -> {}));
    }

    public Outcome bring(int order, String state, BigDecimal producing) {
        return bring(order, state, producing, policy());
    }

    public Outcome bring(int order, String state, BigDecimal producing, OrderPolicy policy) {
        Walk walk = manufacturing.hold(new Walk(
                "default",
                order,
                new ProductionChange(state, producing, Conversation.JSON.createObjectNode(), any -> null),
                policy));
        return new Outcome(walk.order() == null ? null : walk.order().state(), walk.refusal(), walk.failure());
    }

    public static OrderPolicy policy() {
        return new OrderPolicy(
                OrderPolicy.Backorder.CREATE,
                OrderPolicy.Immediate.PROCESS,
                OrderPolicy.Consumption.REFUSE,
                OrderPolicy.Shortage.ALLOW,
                OrderPolicy.MissingBom.REFUSE);
    }
}
