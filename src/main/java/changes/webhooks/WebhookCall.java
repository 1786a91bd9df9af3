package changes.webhooks;

import java.time.Instant;
import java.util.UUID;

/**
 * One call that is claimed.
 *
 * @param id its outbox row
 * @param revision of the outbox row
 * @param attempts how often it was made before
 */
record WebhookCall(
        long id,
        int revision,
        int attempts,
        UUID event,
        String connection,
        String model,
        long record,
        String operation,
        Instant at) {

    /** What is sent. Nothing in it needs escaping: names of models and connections are words. */
    String body() {
        String model = plain(this.model);
        return "{\"type\":\"" + model + "." + operation + "\",\"timestamp\":\"" + at + "\",\"data\":{\"event\":\""
                + event
                + "\",\"connection\":\"" + plain(connection) + "\",\"model\":\"" + model + "\",\"id\":" + record
                + ",\"operation\":\"" + operation + "\",\"at\":\"" + at + "\"}}";
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9_. -]", "_");
    }
}
