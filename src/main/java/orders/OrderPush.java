package orders;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import sync.Outbox;

/** Brings orders from the outbox to Odoo, as the bean {@code orderPush}. Any number of processes may do so side by side. */
@Component("orderPush")
public class OrderPush {
    static final String FLOW = "orders";
    private static final Logger LOG = LoggerFactory.getLogger(OrderPush.class);

    /** Causes that stand in every order's way: the rest waits as well. */
    private static final Set<String> STOPPING = Set.of("unavailable", "authentication", "not-set-up");

    /** Causes that an order will not get over by itself. */
    private static final Set<String> LASTING = Set.of("refused", "access", "missing-record", "moved-no-stock");

    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final OrderRows rows;
    private final Creations creations;
    private final Leases leases;
    private final Manufacturing manufacturing;
    private final OrderSettings settings;
    private final OrderMetrics metrics;
    private final CamelContext camel;

    OrderPush(
            Outbox outbox,
            PlatformTransactionManager transactions,
            OrderRows rows,
            Creations creations,
            Leases leases,
            Manufacturing manufacturing,
            OrderSettings settings,
            OrderMetrics metrics,
            CamelContext camel) {
        this.outbox = outbox;
        this.transaction = new TransactionTemplate(transactions);
        this.rows = rows;
        this.creations = creations;
        this.leases = leases;
        this.manufacturing = manufacturing;
        this.settings = settings;
        this.metrics = metrics;
        this.camel = camel;
    }

    /** Pushes what is due, until nothing is, or until Odoo cannot be reached. */
    public void due() {
        boolean going = true;
        while (going && !camel.isStopping()) {
            UUID claim = UUID.randomUUID();
            Outbox.Claimed claimed = transaction.execute(status ->
                    outbox.claim(FLOW, OrderRequests.CONNECTION, claim, settings.lease(), settings.batchSize()));
            going = !claimed.doubts().isEmpty() && all(claim, claimed);
        }
    }

    private boolean all(UUID claim, Outbox.Claimed claimed) {
        Map<Long, OrderRows.Row> waiting = new LinkedHashMap<>();
        rows.of(claimed.doubts().keySet()).forEach(row -> waiting.put(row.id(), row));
        boolean going = true;
        try {
            while (going && !waiting.isEmpty()) {
                OrderRows.Row row = waiting.values().iterator().next();
                outbox.renew(waiting.keySet(), claim, settings.lease());
                going = one(claim, row);
                waiting.remove(row.id());
            }
        } finally {
            outbox.release(waiting.keySet(), List.of(), claim);
        }
        return going;
    }

    /** @return false when it makes no sense to go on now */
    private boolean one(UUID claim, OrderRows.Row row) {
        if (row.isToBeCreated()) {
            Optional<Creation> creation = creations.create(row.creation());
            if (creation.isEmpty()) {
                // It was made meanwhile, or somebody is at it.
                return putBack(claim, row, busy());
            }
            return settle(claim, row, creation.get(), creation.get().created() != null);
        }
        if (row.odooId() == null || !row.isWanting()) {
            outbox.end(row.id(), claim, row.revision());
            return true;
        }
        Walk walk = rows.walk(row);
        if (!leases.hold(walk, manufacturing)) {
            return putBack(claim, row, busy());
        }
        rows.seen(row, walk);
        return settle(claim, row, walk, rows.isDone(row, walk));
    }

    private boolean settle(UUID claim, OrderRows.Row row, Conversation conversation, boolean done) {
        if (done) {
            rows.done(claim, row, conversation);
            metrics.pushed();
            return true;
        }
        Map<String, String> failure = conversation.failure();
        if (conversation.refusal() != null) {
            Refusal refusal = conversation.refusal();
            failure = Map.of("cause", refusal.cause(), "detail", refusal.detail(), "remedy", refusal.remedy());
        } else if (!LASTING.contains(failure.get("cause"))) {
            return putBack(claim, row, failure);
        }
        LOG.warn("Order {} cannot be pushed ({}): {}", row.subject(), failure.get("cause"), failure.get("detail"));
        outbox.dead(row.id(), claim, row.revision(), failure);
        metrics.died(failure.get("cause"));
        return true;
    }

    private boolean putBack(UUID claim, OrderRows.Row row, Map<String, String> failure) {
        LOG.warn("Order {} waits to be pushed again ({})", row.subject(), failure.get("cause"));
        outbox.putBack(
                List.of(row.id()),
                List.of(),
                failure.get("cause").equals(Conversation.UNKNOWN),
                claim,
                settings.delays(),
                failure);
        return !STOPPING.contains(failure.get("cause"));
    }

    private static Map<String, String> busy() {
        return Map.of(
                "cause",
                "busy",
                "detail",
                "Another request is at this order.",
                "remedy",
                "Nothing to do: it is tried again.");
    }
}
