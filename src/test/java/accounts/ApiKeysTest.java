package accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import hub.HubTest;
import jakarta.servlet.FilterChain;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** API keys: made once, good for what they say, until they end. What each operation asks for is tried in ContractSecurityTest. */
@HubTest
class ApiKeysTest {
    private static final String KEYS = "/api/v1/api-keys";
    private static final String FLOWS = "/api/v1/sync/flows";

    @LocalServerPort
    int port;

    @Autowired
    ApiKeys keys;

    @Autowired
    JdbcClient database;

    @Autowired
    DataSource source;

    HubHttp http;

    @BeforeEach
    void noKeys() {
        http = new HubHttp(port);
        database.sql("DELETE FROM api_key").update();
    }

    @Test
    void anAdministratorMakesListsAndRevokesAKey() {
        HttpResponse<String> made = http.post(
                KEYS, "{\"name\":\"terminal-3\",\"scopes\":[\"read\",\"attendance\"],\"expires_in_days\":30}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        String secret = HubHttp.json(made).path("key").asText();
        long id = HubHttp.json(made).path("data").path("id").asLong();
        assertThat(secret).matches("ohk_[A-Za-z0-9_-]{43}");
        assertThat(Instant.parse(
                        HubHttp.json(made).path("data").path("expires_at").asText()))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(31)));
        assertThat(database.sql("SELECT row_to_json(k)::text FROM api_key k")
                        .query(String.class)
                        .single())
                .as("the key itself is nowhere")
                .doesNotContain(secret.substring(12));

        assertThat(with(secret, FLOWS).statusCode()).isEqualTo(200);
        HttpResponse<String> listed = http.get(KEYS);
        assertThat(listed.body()).doesNotContain(secret.substring(12));
        JsonNode key = HubHttp.json(listed).path("data").path(0);
        assertThat(key.path("name").asText()).isEqualTo("terminal-3");
        assertThat(key.path("prefix").asText()).isEqualTo(secret.substring(0, 10));
        assertThat(key.path("status").asText()).isEqualTo("live");
        assertThat(key.path("created_by").asText()).isEqualTo(HubTest.ADMIN);
        assertThat(key.path("last_used_at").isNull()).isFalse();

        assertThat(http.send(http.admin(KEYS + "/" + id).DELETE()).statusCode()).isEqualTo(200);
        assertThat(with(secret, FLOWS).statusCode()).as("revoked at once").isEqualTo(401);
        assertThat(http.send(http.admin(KEYS + "/" + id).DELETE()).statusCode()).isEqualTo(404);
        assertThat(HubHttp.json(http.get(KEYS))
                        .path("data")
                        .path(0)
                        .path("status")
                        .asText())
                .isEqualTo("revoked");
    }

    @Test
    void aKeyIsGoodForItsScopesOnly() {
        String read = key("reader", "read");
        assertThat(with(read, FLOWS).statusCode()).isEqualTo(200);
        assertThat(with(read, KEYS).statusCode()).isEqualTo(403);
        assertThat(with(read, "/api/v1/nothing/of/the/kind").statusCode()).isEqualTo(403);
        String admin = key("root", "admin");
        assertThat(with(admin, FLOWS).statusCode()).isEqualTo(200);
        HttpResponse<String> made = http.send(http.anonymous(KEYS)
                .header("X-API-Key", admin)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"made\",\"scopes\":[\"read\"]}")));
        assertThat(HubHttp.json(made).path("data").path("created_by").asText()).isEqualTo("key:root");
    }

    @Test
    void whatTheRequestIsMayNotBeDecidedTwice() {
        String read = key("reader", "read");
        assertThat(http.send(http.admin(FLOWS).header("X-API-Key", "ohk_" + "A".repeat(43)))
                        .statusCode())
                .as("a bad key beside a good password")
                .isEqualTo(401);
        assertThat(http.send(http.as(HubTest.ADMIN, "guess", FLOWS).header("X-API-Key", read))
                        .statusCode())
                .as("a bad password beside a good key")
                .isEqualTo(401);
        assertThat(http.send(http.anonymous("/prometheus").header("X-API-Key", key("root", "admin")))
                        .statusCode())
                .as("keys are for the REST interface")
                .isEqualTo(401);
    }

    @Test
    void theLastUseIsWrittenOnceAMinute() {
        String secret = key("reader", "read");
        with(secret, FLOWS);
        Object first = lastUsed();
        with(secret, FLOWS);
        assertThat(lastUsed()).isEqualTo(first);
        database.sql("UPDATE api_key SET last_used_at = now() - interval '61 seconds'")
                .update();
        with(secret, FLOWS);
        assertThat(lastUsed()).isNotEqualTo(first);
    }

    @Test
    void wrongRequestsMakeNoKey() {
        key("taken", "read");
        for (String body : List.of(
                "{\"name\":\"taken\",\"scopes\":[\"read\"]}",
                "{\"name\":\"x\",\"scopes\":[]}",
                "{\"name\":\"x\",\"scopes\":[\"everything\"]}",
                "{\"name\":\"x\"}",
                "{\"name\":\"   \",\"scopes\":[\"read\"]}",
                "{\"name\":\"x\",\"scopes\":[\"read\"],\"expires_in_days\":0}",
                "{\"name\":\"x\",\"scopes\":[\"read\"],\"expires_in_days\":9999}")) {
            assertThat(http.post(KEYS, body).statusCode()).as(body).isIn(400, 422);
        }
        assertThat(keys.list()).hasSize(1);
        AccountRefusal taken = catchThrowableOfType(AccountRefusal.class, () -> key("taken", "admin"));
        assertThat(taken.getCode()).isEqualTo("taken");
    }

    @Test
    void refusedKeysOfOneAddressAreHeldUpAndGoodOnesAreNot() throws Exception {
        String good = key("reader", "read");
        RateLimits limits = RateLimitsTest.limits(3, 1, source);
        List<Integer> answers = new ArrayList<>();
        ApiKeyFilter filter = new ApiKeyFilter.Factory(keys, limits)
                .create((request, response, tooMany) -> answers.add(tooMany == null ? 401 : tooMany.getStatus()));
        for (String secret : List.of("guess", "ohk_" + "A".repeat(43), "", "guess", good, "guess")) {
            MockHttpServletRequest request = new MockHttpServletRequest("GET", FLOWS);
            request.setRemoteAddr("198.51.100.77");
            request.addHeader("X-API-Key", secret);
            FilterChain chain = (in, out) -> answers.add(200);
            filter.doFilter(request, new MockHttpServletResponse(), chain);
        }
        assertThat(answers).containsExactly(401, 401, 401, 429, 200, 429);
    }

    private String key(String name, String... scopes) {
        return keys.create(name, Set.of(scopes), Duration.ofDays(1), "test").secret();
    }

    private HttpResponse<String> with(String secret, String path) {
        return http.send(http.anonymous(path).header("X-API-Key", secret));
    }

    private Object lastUsed() {
        return database.sql("SELECT last_used_at FROM api_key").query().singleValue();
    }
}
