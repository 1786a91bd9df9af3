package gateway;

import hub.HubHttp;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Clients of the gateway: the administrator, customers, programs and strangers. */
public final class GatewayClient {
    private static final String SECRET = "a-secret-of-forty-three-characters-at-least";

    private final HubHttp http;
    private final JdbcClient database;

    public GatewayClient(int port, JdbcClient database) {
        this.http = new HubHttp(port);
        this.database = database;
    }

    /** The token of a customer who is that partner. */
    public String customer(int partner) {
        return "Bearer " + token(partner, "bearer");
    }

    /** The cookie of the browser of a customer who is that partner. */
    public String cookie(int partner) {
        return "HUB_CUSTOMER=" + token(partner, "cookie");
    }

    private String token(int partner, String kind) {
        long customer = database.sql("INSERT INTO customers (name, email, type, odoo_partner_id) VALUES (?, ?,"
                        + " 'company', ?) RETURNING id")
                .params("Customer " + partner, "customer" + partner + "@example.com", partner)
                .query(Long.class)
                .single();
        long token = database.sql("INSERT INTO access_token (customer_id, secret_hash, kind, expires_at)"
                        + " VALUES (?, ?, ?, now() + interval '1 hour') RETURNING id")
                .params(customer, sha256(SECRET), kind)
                .query(Long.class)
                .single();
        return token + "|" + SECRET;
    }

    /** The token of a user. */
    String user(String username, String password) {
        HttpResponse<String> signedIn = as(
                null,
                "POST",
                "/api/v1/auth/token",
                "username=" + username + "&password=" + password.replace(' ', '+'),
                "Content-Type",
                "application/x-www-form-urlencoded");
        return "Bearer " + HubHttp.json(signedIn).path("access_token").asText();
    }

    HttpResponse<String> admin(String method, String path, String body, String... headers) {
        return send(http.admin(path), method, body, headers);
    }

    /** @param credentials value of the header Authorization; null for a stranger */
    public HttpResponse<String> as(String credentials, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = http.anonymous(path);
        if (credentials != null) {
            request.header("Authorization", credentials);
        }
        return send(request, method, body, headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String method, String body, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body == null) {
            return http.send(request.method(method, BodyPublishers.noBody()));
        }
        boolean typed = Arrays.stream(headers).noneMatch(header -> header.equalsIgnoreCase("Content-Type"));
        return http.send((typed ? request.header("Content-Type", "application/json") : request)
                .method(method, BodyPublishers.ofString(body)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
