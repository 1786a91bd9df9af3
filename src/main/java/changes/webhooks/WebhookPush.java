package changes.webhooks;

import changes.webhooks.WebhookRows.Target;
import changes.webhooks.WebhookSender.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import sync.Outbox;

/**
 * Calls webhooks from the outbox, as the bean {@code webhookPush}. Any number of processes may do so side by side. Counters
 * {@code hub.webhooks.calls} (by outcome) and {@code hub.webhooks.disabled}.
 */
@Component("webhookPush")
public class WebhookPush {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookPush.class);
    private static final int CHANGES_AT_ONCE = 1_000;
    private static final String REMEDY = "See what the receiver says about it, then replay.";

    private final WebhookRows rows;
    private final WebhookSender sender;
    private final WebhookKeys keys;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final WebhookProperties settings;
    private final MeterRegistry registry;
    private final CamelContext camel;

    WebhookPush(
            WebhookRows rows,
            WebhookSender sender,
            WebhookKeys keys,
            Outbox outbox,
            PlatformTransactionManager transactions,
            WebhookProperties settings,
            MeterRegistry registry,
            CamelContext camel) {
        this.rows = rows;
        this.sender = sender;
        this.keys = keys;
        this.outbox = outbox;
        this.transaction = new TransactionTemplate(transactions);
        this.settings = settings;
        this.registry = registry;
        this.camel = camel;
    }

    /** Puts what has changed into the outbox, then says which webhooks have something that is due. */
    public List<Long> due() {
        if (!rows.areThere()) {
            return List.of();
        }
        while (rows.fanOut(CHANGES_AT_ONCE) == CHANGES_AT_ONCE && !camel.isStopping()) {
            LOG.debug("More changes are waiting for webhooks");
        }
        return rows.due();
    }

    /** Makes the calls of one webhook that are due, until there are none, or one fails. */
    public void push(@Body long webhook) {
        boolean going = true;
        while (going && !camel.isStopping()) {
            Target target = rows.target(webhook).orElse(null);
            going = target != null && batch(target);
        }
    }

    private boolean batch(Target target) {
        UUID claim = UUID.randomUUID();
        Outbox.Claimed claimed = transaction.execute(status ->
                outbox.claim(WebhookRows.FLOW, target.connection(), claim, settings.lease(), settings.batchSize()));
        Map<Long, WebhookCall> waiting = new LinkedHashMap<>();
        rows.calls(claimed.doubts().keySet()).forEach(call -> waiting.put(call.id(), call));
        boolean going = !waiting.isEmpty();
        try {
            byte[] secret = keys.of(target);
            while (going && !waiting.isEmpty()) {
                WebhookCall call = waiting.values().iterator().next();
                if (outbox.renew(waiting.keySet(), claim, settings.lease()).contains(call.id())) {
                    going = one(target, secret, call, claim);
                }
                waiting.remove(call.id());
            }
        } finally {
            outbox.release(waiting.keySet(), List.of(), claim);
        }
        return going;
    }

    /** @return false when it makes no sense to go on now */
    private boolean one(Target target, byte[] secret, WebhookCall call, UUID claim) {
        Outcome outcome = sender.send(target.url(), secret, call);
        registry.counter("hub.webhooks.calls", "outcome", outcome.isTaken() ? "taken" : outcome.cause())
                .increment();
        if (outcome.isTaken()) {
            rows.taken(target, call, claim);
            return true;
        }
        Map<String, String> failure = Map.of("cause", outcome.cause(), "detail", outcome.detail(), "remedy", REMEDY);
        if (call.attempts() + 1 >= settings.attempts()) {
            outbox.dead(call.id(), claim, call.revision(), failure);
            LOG.warn("A call of webhook {} is a dead letter now ({})", target.name(), outcome.detail());
        } else {
            outbox.putBack(List.of(call.id()), List.of(), false, claim, settings.delays(), failure);
        }
        int failures = rows.failed(target, outcome.detail());
        if (outcome.cause().equals("gone") || failures >= settings.disableAfter()) {
            rows.disable(target, outcome.detail());
            registry.counter("hub.webhooks.disabled").increment();
            LOG.warn(
                    "Webhook {} is disabled after {} failed calls in a row ({})",
                    target.name(),
                    failures,
                    outcome.detail());
        }
        return false;
    }
}
