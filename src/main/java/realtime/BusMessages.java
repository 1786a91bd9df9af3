package realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What comes over a connection's bus: the messages that are ours become hints. */
final class BusMessages {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Takes hints. */
    @FunctionalInterface
    interface Ear {
        void note(String model, List<Long> ids);
    }

    private final Ear ear;
    private final AtomicLong last = new AtomicLong();

    BusMessages(Ear ear) {
        this.ear = ear;
    }

    /** Number of the last message that was heard. */
    long last() {
        return last.get();
    }

    void startAt(long number) {
        last.accumulateAndGet(number, Math::max);
    }

    /** A frame of the websocket: an array of messages. Anything else is passed over. */
    void heard(String frame) {
        try {
            heard(JSON.readTree(frame));
        } catch (IOException noJson) {
            // Not from Odoo's bus, or cut off: the next pull brings what it was about.
        }
    }

    /** The answer of a long poll. @return whether it was one */
    boolean polled(byte[] answer) {
        try {
            JsonNode result = JSON.readTree(answer).path("result");
            heard(result);
            return result.isArray();
        } catch (IOException noJson) {
            return false;
        }
    }

    private void heard(JsonNode messages) {
        for (JsonNode message : messages) {
            last.accumulateAndGet(message.path("id").asLong(), Math::max);
            JsonNode body = message.path("message");
            JsonNode payload = body.has("payload") ? body.path("payload") : body;
            String model = payload.path("model").asText("");
            if (payload.isObject() && !model.isEmpty()) {
                ear.note(model, Webhooks.ids(payload));
            }
        }
    }
}
