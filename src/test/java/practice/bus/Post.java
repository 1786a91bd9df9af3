package practice.bus;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** The webhooks that a practice Odoo sends: one after another, for a second each, and never again. */
public final class Post {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE = 1000;

    private final AtomicInteger count = new AtomicInteger();
    private volatile IntPredicate lost = number -> false;

    /** Which of the webhooks, counted from 1, get lost on their way. */
    public void lose(IntPredicate which) {
        lost = which;
    }

    /** How many were sent, lost ones included. */
    public int count() {
        return count.get();
    }

    /** Sends one; whatever becomes of it. */
    public void send(String url, Map<String, Object> payload) {
        if (lost.test(count.incrementAndGet())) {
            return;
        }
        try {
            HttpURLConnection http = (HttpURLConnection) URI.create(url).toURL().openConnection();
            http.setConnectTimeout(PATIENCE);
            http.setReadTimeout(PATIENCE);
            http.setRequestProperty("User-Agent", "python-requests/2.32.3");
            http.setRequestProperty("Content-Type", "application/json");
            http.setDoOutput(true);
            http.getOutputStream().write(JSON.writeValueAsBytes(payload));
            http.getResponseCode();
        } catch (IOException | IllegalArgumentException nobody) {
            // Odoo writes a line to its log.
        }
    }
}
