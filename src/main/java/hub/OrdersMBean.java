package hub;

import attendance.DeadLetters;
import attendance.DeadLettersMBean;
import java.util.concurrent.CompletableFuture;
import orders.OrderMetrics;
import orders.OrderPush;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedResource;

/** Orders on their way to Odoo as operators see them in Hawtio: {@code odoo-hub:type=Flow,name=orders}. */
@ManagedResource(description = "Orders: what waits, what is dead, and what an operator may do about it")
public class OrdersMBean extends DeadLettersMBean {
    private final OrderPush push;
    private final OrderMetrics metrics;

    OrdersMBean(OrderPush push, OrderMetrics metrics, DeadLetters letters) {
        super("orders", letters);
        this.push = push;
        this.metrics = metrics;
    }

    @ManagedAttribute(description = "Orders that wait to be pushed")
    public long getWaiting() {
        return metrics.waiting();
    }

    @ManagedAttribute(description = "Orders that will not be pushed by themselves")
    public long getDead() {
        return metrics.dead();
    }

    @ManagedAttribute(description = "How often within 24 hours an order had been changed here and in Odoo")
    public long getConflicts() {
        return metrics.conflicts();
    }

    @ManagedAttribute(description = "Seconds that the oldest order has waited")
    public long getOldestWaitingSeconds() {
        return metrics.oldest();
    }

    @ManagedOperation(description = "Pushes everything that is due, in the background")
    public void runNow() {
        CompletableFuture.runAsync(push::due);
    }
}
