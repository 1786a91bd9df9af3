package realtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import odoo.OdooComponent;
import odoo.OdooConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import sync.FlowSpec;
import sync.Hint;
import sync.PulledModels;

/**
 * The buses that this process listens to: of each connection that announces changes, unless another process does already. Meters:
 * {@code hub.bus.listening} (gauge, buses that are heard) and {@code hub.bus.expected} (gauge, those that this process has to hear).
 */
@Component("buses")
@ConditionalOnWebApplication
public class Buses {
    private static final Logger LOG = LoggerFactory.getLogger(Buses.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** @param channel what it listens to */
    private record Heard(String channel, BusListener listener, BusMessages messages) {}

    private final UUID me = UUID.randomUUID();
    private final Map<String, Heard> heard = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Hooks hooks;
    private final Webhooks webhooks;
    private final HintQueue queue;
    private final PulledModels models;
    private final OdooComponent component;
    private final OdooCalls odoo;
    private final RealtimeProperties settings;

    Buses(
            Hooks hooks,
            Webhooks webhooks,
            HintQueue queue,
            PulledModels models,
            OdooComponent component,
            OdooCalls odoo,
            RealtimeProperties settings,
            MeterRegistry meters) {
        this.hooks = hooks;
        this.webhooks = webhooks;
        this.queue = queue;
        this.models = models;
        this.component = component;
        this.odoo = odoo;
        this.settings = settings;
        Gauge.builder("hub.bus.listening", this::listening).register(meters);
        Gauge.builder("hub.bus.expected", heard::size).register(meters);
    }

    /** Looks after every bus; called once a second. */
    public void tick() {
        if (!settings.bus()) {
            return;
        }
        heard.keySet().stream().filter(key -> hooks.of(key).isEmpty()).toList().forEach(this::forget);
        for (Hook hook : hooks.all()) {
            if (hook.channel() != null) {
                tick(hook);
            }
        }
    }

    private void tick(Hook hook) {
        Heard known = heard.get(hook.connection());
        if (known != null && !known.channel().equals(hook.channel())) {
            forget(hook.connection());
            known = null;
        }
        try {
            Optional<Long> last = hooks.listen(
                    hook.connection(), me, known == null ? 0 : known.messages().last(), settings.lease());
            if (last.isEmpty()) {
                forget(hook.connection());
                return;
            }
            Heard mine = known == null ? begin(hook, last.get()) : known;
            mine.listener().tick(new Known(hook.connection()));
        } catch (DataAccessException failed) {
            LOG.debug("Whether another process listens cannot be said now");
        }
    }

    private Heard begin(Hook hook, long last) {
        BusMessages messages = new BusMessages((model, ids) -> {
            if (ids.isEmpty()) {
                webhooks.note(hook.connection(), model, List.of(Hint.WHOLE), "bus");
            } else {
                webhooks.note(hook.connection(), model, ids, "bus");
            }
        });
        messages.startAt(last);
        BusListener listener =
                new BusListener(http, settings, hook.channel(), messages, () -> catchUp(hook.connection()));
        Heard begun = new Heard(hook.channel(), listener, messages);
        heard.put(hook.connection(), begun);
        return begun;
    }

    /** What was said while nobody listened comes with a pull. */
    private void catchUp(String connection) {
        for (FlowSpec flow : models.pulling(connection)) {
            queue.offer(new Hint(connection, flow.model(), Hint.WHOLE), "catch-up");
        }
    }

    private void forget(String connection) {
        Heard gone = heard.remove(connection);
        if (gone != null) {
            gone.listener().close();
        }
    }

    private long listening() {
        return heard.values().stream()
                .filter(one -> one.listener().isConnected())
                .count();
    }

    /** Whether this process hears the connection's bus; empty when it does not listen. */
    Map<String, Boolean> states() {
        Map<String, Boolean> states = new java.util.TreeMap<>();
        heard.forEach((connection, one) -> states.put(connection, one.listener().isConnected()));
        return states;
    }

    @PreDestroy
    void end() {
        heard.keySet().forEach(this::forget);
        try {
            hooks.leave(me);
        } catch (DataAccessException failed) {
            LOG.debug("The lease ends by itself");
        }
    }

    /** A connection's Odoo, asked for when it is needed. */
    private final class Known implements BusListener.Odoo {
        private final String name;

        Known(String name) {
            this.name = name;
        }

        @Override
        public OdooConnection connection() {
            return component.getConnections().get(name);
        }

        @Override
        public int version() {
            return odoo.version(name);
        }
    }
}
