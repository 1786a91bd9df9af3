package practice.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One answer; {@link #sent} bytes of the body are sent before the connection is closed, fewer than announced if so told. */
public final class HttpResponse {
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(101, "Switching Protocols"),
            Map.entry(200, "OK"),
            Map.entry(303, "SEE OTHER"),
            Map.entry(400, "BAD REQUEST"),
            Map.entry(401, "UNAUTHORIZED"),
            Map.entry(403, "FORBIDDEN"),
            Map.entry(404, "NOT FOUND"),
            Map.entry(405, "METHOD NOT ALLOWED"),
            Map.entry(415, "UNSUPPORTED MEDIA TYPE"),
            Map.entry(422, "UNPROCESSABLE ENTITY"),
            Map.entry(429, "TOO MANY REQUESTS"),
            Map.entry(500, "INTERNAL SERVER ERROR"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final byte[] body;
    private int sent;
    private boolean cut;
    private long padding;
    private Upgrade upgrade;

    /** Another protocol on the same connection, until it ends. */
    @FunctionalInterface
    public interface Upgrade {
        void talk(InputStream in, OutputStream out) throws IOException;
    }

    private HttpResponse(int status, String type, byte[] body) {
        this.status = status;
        this.body = body;
        this.sent = body.length;
        headers.put("Content-Type", type);
    }

    public static HttpResponse json(int status, byte[] body) {
        return new HttpResponse(status, "application/json; charset=utf-8", body);
    }

    public static HttpResponse xml(byte[] body) {
        return new HttpResponse(200, "text/xml; charset=utf-8", body);
    }

    public static HttpResponse html(int status, String body) {
        return new HttpResponse(status, "text/html; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    public static HttpResponse file(String type, byte[] body) {
        return new HttpResponse(200, type, body);
    }

    /** Closes the connection without a byte. */
    public static HttpResponse cut() {
        HttpResponse response = new HttpResponse(200, "", new byte[0]);
        response.cut = true;
        return response;
    }

    /** Status 101: the connection speaks something else from now on. */
    public static HttpResponse switching(Upgrade upgrade) {
        HttpResponse response = new HttpResponse(101, "", new byte[0]);
        response.headers.clear();
        response.upgrade = upgrade;
        return response;
    }

    public HttpResponse header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Announces the whole body and sends only its first bytes. */
    public HttpResponse sendOnly(int bytes) {
        sent = Math.min(bytes, body.length);
        return this;
    }

    /** Puts so many blanks before the body: a valid answer, and a huge one. */
    public HttpResponse padded(long bytes) {
        padding = bytes;
        return this;
    }

    public int status() {
        return status;
    }

    public String reason() {
        return REASONS.getOrDefault(status, "UNKNOWN");
    }

    public Map<String, String> headers() {
        return headers;
    }

    public byte[] body() {
        return body;
    }

    /** Null where HTTP goes on. */
    Upgrade upgrade() {
        return upgrade;
    }

    int sent() {
        return sent;
    }

    boolean isCut() {
        return cut;
    }

    long padding() {
        return padding;
    }
}
