package flows.faults;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Sends as terminals do: what no hub has answered is sent again, to the other one. */
final class FaultTerminals {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final FaultHubs hubs;
    private final String key;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong again = new AtomicLong();

    FaultTerminals(FaultHubs hubs, String key) {
        this.hubs = hubs;
        this.key = key;
    }

    /** Requests, and how many of them had to be sent again. */
    String figures() {
        return requests + " requests, " + again + " of them sent again";
    }

    /**
     * @param hub which of them is asked first
     * @return the answer's results, one for each row
     * @throws IllegalStateException when the request is refused, or nobody took it for minutes
     */
    JsonNode send(String events, int hub) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        for (int next = hub; Instant.now().isBefore(end); next++) {
            requests.incrementAndGet();
            Instant asked = Instant.now();
            try {
                HttpResponse<String> answer = client.send(
                        hubs.http(next % hubs.count())
                                .anonymous("/api/v1/attendance")
                                .timeout(ANSWER)
                                .header("X-API-Key", key)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(events))
                                .build(),
                        BodyHandlers.ofString());
                if (answer.statusCode() == 200 || answer.statusCode() == 422) {
                    return HubHttp.json(answer).path("results");
                }
                if (answer.statusCode() < 500 && answer.statusCode() != 429) {
                    throw new IllegalStateException("hub %d, asked %s, answered %s: %d %s %s"
                            .formatted(
                                    next % hubs.count(),
                                    asked,
                                    Instant.now(),
                                    answer.statusCode(),
                                    answer.headers().map(),
                                    answer.body()));
                }
            } catch (IOException nobodyAnswered) {
                // The hub was killed or frozen, or is starting.
            }
            again.incrementAndGet();
            FaultPlan.pause(PAUSE);
        }
        throw new IllegalStateException("No hub took the events for " + PATIENCE);
    }
}
