package realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import sync.Hint;
import sync.PulledModels;

/**
 * What Odoo posts when records changed. Nothing of it is believed but which record to look at. Meter: {@code hub.webhooks} (counter
 * by outcome).
 */
@Component
@ConditionalOnWebApplication
public class Webhooks {
    /** Ids in one message at most. */
    static final int MOST_IDS = 1000;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What became of a message. */
    public enum Outcome {
        /** It is read again. */
        NOTED,
        /** No flow pulls that model. */
        IGNORED,
        /** It names no record. */
        UNREADABLE
    }

    private final Hooks hooks;
    private final HintQueue queue;
    private final PulledModels models;
    private final MeterRegistry meters;
    private final Cache<String, Set<String>> pulled = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();

    Webhooks(Hooks hooks, HintQueue queue, PulledModels models, MeterRegistry meters) {
        this.hooks = hooks;
        this.queue = queue;
        this.models = models;
        this.meters = meters;
    }

    /** Whether whoever brings this secret speaks for the connection's Odoo. */
    public boolean isFrom(String connection, String secret) {
        boolean good = hooks.isSecret(connection, secret);
        if (!good) {
            count("refused");
        }
        return good;
    }

    /**
     * Takes a message: Odoo's own form ({@code _model}, {@code _id}), or {@code model} with {@code id} or {@code ids}.
     *
     * @param pulled the model that the address says is to be pulled, whatever the message names; null for the records that it names
     * @param body JSON; whose secret was good
     */
    public Outcome receive(String connection, String pulled, byte[] body) {
        Outcome outcome = noted(connection, pulled, body);
        count(outcome.name().toLowerCase(java.util.Locale.ROOT));
        return outcome;
    }

    private Outcome noted(String connection, String pulled, byte[] body) {
        try {
            JsonNode message = JSON.readTree(body);
            String model = pulled == null ? first(message, "_model", "model").asText("") : pulled;
            List<Long> ids = pulled == null ? ids(message) : List.of(Hint.WHOLE);
            if (model.isEmpty() || ids.isEmpty()) {
                return Outcome.UNREADABLE;
            }
            return note(connection, model, ids, "webhook") ? Outcome.NOTED : Outcome.IGNORED;
        } catch (IOException noJson) {
            return Outcome.UNREADABLE;
        }
    }

    /** @return whether a flow pulls that model */
    boolean note(String connection, String model, List<Long> ids, String source) {
        boolean ours = pulled.get(connection, this::models).contains(model);
        if (ours) {
            ids.forEach(id -> queue.offer(new Hint(connection, model, id), source));
        }
        return ours;
    }

    private Set<String> models(String connection) {
        return models.pulling(connection).stream()
                .flatMap(flow -> Stream.of(flow.model(), flow.publicModel()))
                .filter(model -> !model.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The ids that a message names; none when there is anything else among them. */
    static List<Long> ids(JsonNode message) {
        JsonNode named = first(message, "_id", "id", "ids");
        List<Long> ids = new ArrayList<>();
        for (JsonNode id : named.isArray() ? named : JSON.createArrayNode().add(named)) {
            if (!id.isIntegralNumber() || !id.canConvertToLong() || id.asLong() <= 0 || ids.size() == MOST_IDS) {
                return List.of();
            }
            ids.add(id.asLong());
        }
        return ids;
    }

    private static JsonNode first(JsonNode message, String... names) {
        for (String name : names) {
            if (message.has(name)) {
                return message.get(name);
            }
        }
        return JSON.missingNode();
    }

    private void count(String outcome) {
        meters.counter("hub.webhooks", "outcome", outcome).increment();
    }
}
