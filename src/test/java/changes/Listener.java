package changes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to server-sent events on a thread of its own, as a page does. */
final class Listener implements AutoCloseable {
    /** @param data null where there was none */
    record Heard(String event, String id, JsonNode data) {
        long record() {
            return data.path("id").asLong();
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final InputStream body;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile String last;
    private volatile boolean ended;

    private Listener(InputStream body) {
        this.body = body;
        Thread reader = new Thread(this::read, "listener");
        reader.setDaemon(true);
        reader.start();
    }

    static Listener to(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Status " + answer.statusCode());
        }
        return new Listener(answer.body());
    }

    /** Events that had data. */
    List<Heard> heard() {
        return heard;
    }

    /** Ids of the records that changed. */
    List<Long> records() {
        return heard.stream()
                .filter(one -> one.event().equals("change"))
                .map(Heard::record)
                .toList();
    }

    /** The last id that was heard of; null before the first. */
    String last() {
        return last;
    }

    boolean hasEnded() {
        return ended;
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String event = "message";
            String data = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    last = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty()) {
                    if (data != null) {
                        heard.add(new Heard(event, last, JSON.readTree(data)));
                    }
                    event = "message";
                    data = null;
                }
            }
        } catch (IOException closed) {
            // The test has heard enough.
        }
        ended = true;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
