package hub;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.ApiKeys;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every operation of every contract, tried by somebody who is not signed in, and with API keys of all kinds. */
@HubTest
class ContractSecurityTest {
    /** The operations that are there for people who are not signed in. A new one belongs here only after some thought. */
    private static final Set<String> FOR_EVERYBODY = Set.of(
            "checkEmail",
            "sendSetupLink",
            "forgotPassword",
            "setPassword",
            "quickSetup",
            "login",
            "authenticateSession",
            "signUp",
            "confirmSignUp",
            "resetOdooPassword",
            "listEvents",
            "getEvent",
            "registerForEvent",
            "issueToken",
            "revokeToken",
            "getKeys",
            "listenToPortalChanges", // of events; PortalHearingTest
            "listBlogPosts",
            "getBlogPost",
            "listBlogCategories",
            "listBlogTags",
            "getMedia",
            // The secret in the address is its credentials.
            "receiveWebhook");

    /** Scopes of API keys. */
    private static final Set<String> SCOPES = Set.of("read", "attendance", "sync", "gateway", "admin");

    /** @param scope what it asks of an API key; null where it takes none */
    private record Call(String id, String method, String path, boolean open, String scope) {}

    @Autowired
    ApiKeys keys;

    @Autowired
    JdbcClient database;

    @LocalServerPort
    int port;

    @Test
    void nothingAnswersAStrangerButWhatIsMeantTo() throws IOException {
        HubHttp http = new HubHttp(port);
        List<Call> calls = calls();
        assertThat(calls).hasSizeGreaterThan(15);
        Set<String> open = new TreeSet<>();
        for (Call call : calls) {
            if (call.open()) {
                open.add(call.id());
            } else {
                for (String credentials : new String[] {"", "Bearer 1|" + "A".repeat(43), "Bearer "}) {
                    var request = http.anonymous(call.path()).header("Content-Type", "application/json");
                    if (!credentials.isEmpty()) {
                        request.header("Authorization", credentials);
                    }
                    request.method(
                            call.method(), BodyPublishers.ofString(call.method().equals("GET") ? "" : "{}"));
                    var response = http.send(request);
                    ProblemAssert.assertProblem(response, 401);
                    assertThat(response.headers().firstValue("WWW-Authenticate"))
                            .as(call.path())
                            .isPresent();
                }
            }
        }
        assertThat(open).isEqualTo(new TreeSet<>(FOR_EVERYBODY));
    }

    @Test
    void aKeyOpensWhatItsScopeIsForAndNothingElse() throws IOException {
        HubHttp http = new HubHttp(port);
        String unknown = "ohk_" + "A".repeat(43);
        String expired = key("expired", SCOPES);
        database.sql("UPDATE api_key SET expires_at = now() - interval '1 second' WHERE name = 'expired'")
                .update();
        String revoked = key("revoked", SCOPES);
        keys.revoke("revoked", "test");
        int tried = 0;
        for (Call call : calls()) {
            if (call.scope() == null) {
                continue;
            }
            assertThat(SCOPES).as(call.id()).contains(call.scope());
            tried++;
            for (String bad : List.of(unknown, expired, revoked)) {
                ProblemAssert.assertProblem(http.send(request(http, call, bad)), 401);
            }
            Set<String> others = new TreeSet<>(SCOPES);
            others.removeIf(scope -> scope.equals(call.scope()) || scope.equals("admin"));
            String wrong = key("wrong " + call.id(), others);
            ProblemAssert.assertProblem(http.send(request(http, call, wrong)), 403);
            if (call.method().equals("GET")) {
                String right = key("right " + call.id(), Set.of(call.scope()));
                assertThat(http.send(request(http, call, right)).statusCode())
                        .as(call.id())
                        .isNotIn(401, 403, 500);
            }
        }
        assertThat(tried).isGreaterThan(10);
    }

    @Test
    void keysAreNothingWhereAPersonIsMeant() throws IOException {
        HubHttp http = new HubHttp(port);
        String all = key("nearly everything", Set.of("read", "attendance", "sync", "gateway"));
        for (Call call : calls()) {
            if (call.scope() == null && !call.open()) {
                var response = http.send(request(http, call, all));
                assertThat(response.statusCode()).as(call.id()).isIn(401, 403);
                ProblemAssert.assertProblem(response, response.statusCode());
            }
        }
    }

    private String key(String name, Set<String> scopes) {
        return keys.create(name, scopes, Duration.ofDays(1), "test").secret();
    }

    private static HttpRequest.Builder request(HubHttp http, Call call, String key) {
        return http.anonymous(call.path())
                .header("Content-Type", "application/json")
                .header("X-API-Key", key)
                .method(call.method(), BodyPublishers.ofString(call.method().equals("GET") ? "" : "{}"));
    }

    private static List<Call> calls() throws IOException {
        List<Call> calls = new ArrayList<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:openapi/*.yaml")) {
            OpenAPI contract = new OpenAPIV3Parser()
                    .readContents(file.getContentAsString(StandardCharsets.UTF_8))
                    .getOpenAPI();
            String base = contract.getServers().get(0).getUrl().replaceAll("/$", "");
            contract.getPaths().forEach((path, item) -> item.readOperationsMap()
                    .forEach((method, operation) -> calls.add(call(contract, base, path, method, operation))));
        }
        return calls;
    }

    private static Call call(OpenAPI contract, String base, String path, HttpMethod method, Operation operation) {
        var security = operation.getSecurity() == null ? contract.getSecurity() : operation.getSecurity();
        boolean open = security == null || security.isEmpty();
        String address = (base + path).replaceAll("\\{[^}]*}", "1").replaceAll("(?<=.)/$", "");
        boolean takesKeys = !open && security.stream().anyMatch(scheme -> scheme.containsKey("apiKey"));
        Object scope = operation.getExtensions() == null
                ? null
                : operation.getExtensions().get("x-scope");
        return new Call(
                operation.getOperationId(),
                method.name(),
                address,
                open,
                takesKeys ? String.valueOf(scope == null ? "admin" : scope) : null);
    }
}
