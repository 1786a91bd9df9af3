package orders;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Orders of the portal and their manufacturing orders, {@code hub.orders}.
 *
 * @param status the status of an order by the state of its manufacturing order in Odoo, where it is another than the usual:
 *     draft and confirmed stand for pending, progress and to_close for in_progress, done for completed, cancel for cancelled
 * @param conflicts who counts when an order was changed here and in Odoo: {@code last-writer} or {@code odoo} (default {@code
 *     last-writer})
 * @param origin what the source document of a manufacturing order says; {@code {order_number}} stands for the number (default
 *     {@code Dashboard Order {order_number}})
 * @param push whether orders are pushed as they come (default true)
 * @param poll how often the outbox is looked at (default 2 seconds)
 * @param batchSize orders that are claimed at a time (default 10)
 * @param lease how long a claimed order, or a manufacturing order that is being changed, is left to whoever took it; renewed
 *     before each call to Odoo (default 3 minutes)
 * @param doubt how long a create whose answer was lost may still be under way in Odoo; until then none is sent again (default
 *     2 minutes)
 * @param delays pauses before an order is pushed again after Odoo stayed busy, away or silent; the last one repeats (default 1
 *     minute, 5 minutes, 30 minutes, 2 hours, 1 day)
 */
@ConfigurationProperties("hub.orders")
public record OrderSettings(
        Map<String, String> status,
        @DefaultValue("last-writer") Conflicts conflicts,
        @DefaultValue("Dashboard Order {order_number}") String origin,
        @DefaultValue("true") boolean push,
        @DefaultValue("2s") Duration poll,
        @DefaultValue("10") int batchSize,
        @DefaultValue("3m") Duration lease,
        @DefaultValue("2m") Duration doubt,
        @DefaultValue({"1m", "5m", "30m", "2h", "1d"}) List<Duration> delays) {
    /** Who counts. */
    public enum Conflicts {
        LAST_WRITER,
        ODOO
    }

    /** @throws IllegalArgumentException for a state or status that there is none of */
    public OrderSettings {
        status = status == null ? Map.of() : Map.copyOf(status);
        status.forEach((state, meaning) -> {
            if (!States.ALL.contains(state) || !Status.ALL.contains(meaning)) {
                throw new IllegalArgumentException("hub.orders.status." + state + " cannot be " + meaning
                        + "; states are " + States.ALL + ", statuses " + Status.ALL);
            }
        });
    }
}
