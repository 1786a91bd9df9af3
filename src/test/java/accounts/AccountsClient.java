package accounts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.HubHttp;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A customer's client: what it sends to {@code /api/auth}, and customers to be it. */
final class AccountsClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicLong PARTNER = new AtomicLong(5000);

    final HubHttp http;
    private final JdbcClient database;

    AccountsClient(int port, JdbcClient database) {
        this.http = new HubHttp(port);
        this.database = database;
    }

    /** A customer who came from Odoo, without a password. */
    long customer(String name, String email) {
        return database.sql("INSERT INTO customers (name, email, phone, type, odoo_partner_id) VALUES (:name, :email,"
                        + " '+263 77 123 4567', 'company', :partner) RETURNING id")
                .param("name", name)
                .param("email", email)
                .param("partner", PARTNER.incrementAndGet())
                .query(Long.class)
                .single();
    }

    HttpResponse<String> post(String path, Object... membersAndValues) {
        return http.send(http.anonymous(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json(membersAndValues))));
    }

    HttpResponse<String> postAs(String token, String path, Object... membersAndValues) {
        return http.send(http.anonymous(path)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(json(membersAndValues))));
    }

    HttpResponse<String> get(String path, String token) {
        return http.send(http.anonymous(path).header("Authorization", "Bearer " + token));
    }

    /** The status of {@code me} with that token: 200 while it is good. */
    int status(String token) {
        return get("/api/auth/me", token).statusCode();
    }

    static String token(HttpResponse<String> signedIn) {
        JsonNode token = HubHttp.json(signedIn).path("data").path("access_token");
        if (token.isMissingNode()) {
            throw new AssertionError(signedIn.statusCode() + " " + signedIn.body());
        }
        return token.asText();
    }

    static String json(Object... membersAndValues) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (int i = 0; i < membersAndValues.length; i += 2) {
            body.put((String) membersAndValues[i], membersAndValues[i + 1]);
        }
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
