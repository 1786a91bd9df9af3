package hub;

import attendance.DeadLetters;
import java.util.concurrent.CompletableFuture;
import orders.OrderMetrics;
import orders.OrderPush;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedOperationParameter;
import org.springframework.jmx.export.annotation.ManagedResource;

/** Orders on their way to Odoo as operators see them in Hawtio: {@code odoo-hub:type=Flow,name=orders}. */
@ManagedResource(description = "Orders: what waits, what is dead, and what an operator may do about it")
public class OrdersMBean {
    private static final String FLOW = "orders";
    private static final int PAGE = 100;

    private final OrderPush push;
    private final OrderMetrics metrics;
    private final DeadLetters letters;

    OrdersMBean(OrderPush push, OrderMetrics metrics, DeadLetters letters) {
        this.push = push;
        this.metrics = metrics;
        this.letters = letters;
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

    @ManagedOperation(description = "The newest 100 dead letters, as JSON")
    @ManagedOperationParameter(name = "cause", description = "Only those with this cause; empty for all")
    public String listDeadLetters(String cause) {
        return letters.list(FLOW, cause == null || cause.isBlank() ? null : cause, null, PAGE, null);
    }

    @ManagedOperation(description = "Pushes a dead letter again")
    @ManagedOperationParameter(name = "id", description = "Its id")
    public String replay(long id) {
        return found(letters.replay(id));
    }

    @ManagedOperation(description = "Pushes all dead letters with this cause again; how many")
    @ManagedOperationParameter(name = "cause", description = "The cause, such as moved-no-stock")
    public int replayByCause(String cause) {
        return letters.replayCause(FLOW, cause);
    }

    @ManagedOperation(description = "Gives a dead letter up: the order is again what Odoo says")
    @ManagedOperationParameter(name = "id", description = "Its id")
    @ManagedOperationParameter(name = "reason", description = "Why, for the audit")
    public String discard(long id, String reason) {
        return found(letters.discard(id, reason));
    }

    private static String found(String answer) {
        return answer == null ? "There is no such dead letter" : answer;
    }
}
