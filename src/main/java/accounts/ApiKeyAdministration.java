package accounts;

import accounts.ApiKeys.ApiKey;
import accounts.ApiKeys.Created;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** The operations of {@code openapi/api-keys.yaml}. */
@Component("apiKeyAdministration")
public class ApiKeyAdministration {
    private static final int DAYS = 365;

    private final ApiKeys keys;

    ApiKeyAdministration(ApiKeys keys) {
        this.keys = keys;
    }

    /** Makes a key; the answer, status 201, is the only place that shows it. */
    public Map<String, Object> create(@Body Map<String, Object> request, Exchange exchange) {
        List<?> scopes = request.get("scopes") instanceof List<?> some ? some : List.of();
        int days = request.get("expires_in_days") instanceof Number number ? number.intValue() : DAYS;
        Created created = keys.create(
                Answers.text(request, "name"),
                new HashSet<>(scopes.stream().map(String::valueOf).toList()),
                Duration.ofDays(days),
                Actor.name());
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 201);
        exchange.getMessage().setHeader("Cache-Control", "no-store");
        Map<String, Object> answer = Answers.of("Keep this key now; it cannot be shown again.", json(created.key()));
        answer.put("key", created.secret());
        return answer;
    }

    /** Every key, without its secret. */
    public Map<String, Object> list() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("data", keys.list().stream().map(ApiKeyAdministration::json).toList());
        return answer;
    }

    /** Ends a key at once. @throws AccountRefusal status 404 when there is none of that id, or it is revoked */
    public Map<String, Object> revoke(@Header("id") long id) {
        if (!keys.revoke(id, Actor.name())) {
            throw AccountRefusal.of(404, "There is no such key, or it is revoked already.");
        }
        return Answers.of("The key is revoked.");
    }

    private static Map<String, Object> json(ApiKey key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", key.id());
        json.put("name", key.name());
        json.put("prefix", key.prefix());
        json.put("scopes", key.scopes());
        json.put("status", key.status());
        json.put("created_at", key.createdAt().toString());
        json.put("created_by", key.createdBy());
        json.put("expires_at", key.expiresAt().toString());
        json.put(
                "last_used_at",
                key.lastUsedAt() == null ? null : key.lastUsedAt().toString());
        json.put("revoked_at", key.revokedAt() == null ? null : key.revokedAt().toString());
        return json;
    }
}
