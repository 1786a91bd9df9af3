package hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A plain HTTP client for a hub under test: what it sends and gets is exactly what is on the wire. */
public final class HubHttp {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    /** @param port port of the hub under test */
    public HubHttp(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** A request to that path without credentials. */
    public HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    /** A request to that path as the administrator, over HTTP Basic. */
    public HttpRequest.Builder admin(String path) {
        return as(HubTest.ADMIN, HubTest.PASSWORD, path);
    }

    /** A request to that path over HTTP Basic. */
    public HttpRequest.Builder as(String user, String password, String path) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return anonymous(path)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** Sends it; redirects are not followed. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** GET as the administrator. */
    public HttpResponse<String> get(String path) {
        return send(admin(path));
    }

    /** POST of a JSON text as the administrator. */
    public HttpResponse<String> post(String path, String json) {
        return send(admin(path).header("Content-Type", "application/json").POST(text(json)));
    }

    /** Signs a user in; their access token. */
    public String token(String username, String password) {
        HttpResponse<String> signedIn = send(anonymous("/api/v1/auth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(text("username=" + encoded(username) + "&password=" + encoded(password))));
        if (signedIn.statusCode() != 200) {
            throw new IllegalStateException(signedIn.statusCode() + " " + signedIn.body());
        }
        return json(signedIn).path("access_token").asText();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The body as JSON. */
    public static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException broken) {
            throw new IllegalStateException("Not JSON: " + response.body(), broken);
        }
    }

    private static BodyPublisher text(String body) {
        return BodyPublishers.ofString(body);
    }
}
