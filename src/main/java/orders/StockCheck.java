package orders;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What is in stock before and after an order is finished, against what its moves say. */
final class StockCheck {
    private final Set<Long> tracked = new HashSet<>();
    private final boolean components;
    private Map<Long, BigDecimal> before = Map.of();

    /** @param moves of the order, before it is finished */
    StockCheck(JsonNode moves) {
        boolean any = false;
        for (JsonNode move : moves) {
            any |= isComponent(move) && !"cancel".equals(move.path("state").asText());
        }
        components = any;
    }

    void before(JsonNode quants) {
        before = sums(quants);
    }

    /** Whether the moves say that the product came in. */
    boolean isFinished(JsonNode moves) {
        for (JsonNode move : moves) {
            if (!isComponent(move) && isDone(move)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the product came in and components went. Others may take from the same stock meanwhile, so quantities need not
     * fit exactly; but of a product that has stock, some stock has to have moved.
     */
    boolean isMoved(JsonNode moves, JsonNode quants) {
        Map<Long, BigDecimal> expected = new HashMap<>();
        boolean consumed = false;
        for (JsonNode move : moves) {
            if (isDone(move)) {
                BigDecimal quantity = move.path("quantity_done").decimalValue();
                consumed |= isComponent(move);
                expected.merge(
                        MethodCall.id(move.path("product_id")),
                        isComponent(move) ? quantity.negate() : quantity,
                        BigDecimal::add);
            }
        }
        if (!isFinished(moves) || components && !consumed) {
            return false;
        }
        Map<Long, BigDecimal> now = sums(quants);
        tracked.addAll(before.keySet());
        tracked.addAll(now.keySet());
        for (Map.Entry<Long, BigDecimal> product : expected.entrySet()) {
            BigDecimal was = before.getOrDefault(product.getKey(), BigDecimal.ZERO);
            BigDecimal is = now.getOrDefault(product.getKey(), BigDecimal.ZERO);
            if (tracked.contains(product.getKey()) && product.getValue().signum() != 0 && was.compareTo(is) == 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isComponent(JsonNode move) {
        return MethodCall.id(move.path("raw_material_production_id")) > 0;
    }

    private static boolean isDone(JsonNode move) {
        return "done".equals(move.path("state").asText())
                && move.path("quantity_done").decimalValue().signum() > 0;
    }

    private static Map<Long, BigDecimal> sums(JsonNode quants) {
        Map<Long, BigDecimal> sums = new HashMap<>();
        quants.forEach(quant -> sums.merge(
                MethodCall.id(quant.path("product_id")), quant.path("quantity").decimalValue(), BigDecimal::add));
        return sums;
    }
}
