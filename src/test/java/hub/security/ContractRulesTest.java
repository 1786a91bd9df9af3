package hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.users.Role;
import accounts.users.UserAdministration;
import hub.HubHttp;
import hub.HubTest;
import hub.ProblemAssert;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Every operation of every contract of the REST interface, tried by a user of each role. */
@HubTest
class ContractRulesTest {
    private static final String PASSWORD = "nineteen yellow bicycles";

    private record Call(String id, String method, String path, List<?> roles) {}

    @LocalServerPort
    int port;

    @Autowired
    UserAdministration users;

    @Autowired
    ContractRules rules;

    @Test
    void everyContractSaysWhichRolesMayCallIt() throws IOException {
        assertThat(calls()).hasSizeGreaterThan(15).allSatisfy(call -> assertThat(call.roles())
                .as("x-roles of %s, or of its contract", call.id())
                .isNotNull()
                .isNotEmpty()
                .allMatch(List.of("admin", "manager", "user")::contains));
    }

    @Test
    void whoHasNoneOfTheRolesIsTurnedAway() throws IOException {
        HubHttp http = new HubHttp(port);
        Map<Role, String> tokens = new TreeMap<>();
        for (Role role : Role.values()) {
            users.create("a-" + role.text(), null, role, PASSWORD, "test");
            tokens.put(role, http.token("a-" + role.text(), PASSWORD));
        }
        int turnedAway = 0;
        for (Call call : calls()) {
            for (Role role : Role.values()) {
                if (role != Role.ADMIN && !call.roles().contains(role.text())) {
                    var request = http.anonymous(call.path())
                            .header("Authorization", "Bearer " + tokens.get(role))
                            .header("Content-Type", "application/json")
                            .method(
                                    call.method(),
                                    BodyPublishers.ofString(call.method().equals("GET") ? "" : "{}"));
                    ProblemAssert.assertProblem(http.send(request), 403);
                    turnedAway++;
                }
            }
        }
        assertThat(turnedAway).isGreaterThan(15);
    }

    @Test
    void whoHasOneOfTheRolesIsLetIn() throws IOException {
        for (Call call : calls()) {
            for (Role role : Role.values()) {
                boolean expected = role == Role.ADMIN || call.roles().contains(role.text());
                assertThat(letIn(call.method(), call.path(), role))
                        .as("%s as %s", call.id(), role)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void whatNoContractKnowsIsForAdministrators() {
        for (String path : List.of("/api/v1/unknown", "/api/v1/users/me/other", "/api/v1", "/graphql/x")) {
            assertThat(letIn("GET", path, Role.MANAGER)).as(path).isFalse();
            assertThat(letIn("GET", path, Role.ADMIN)).as(path).isTrue();
        }
        assertThat(letIn("TRACE", "/api/v1/users/me", Role.USER)).isFalse();
    }

    private boolean letIn(String method, String path, Role role) {
        var who = new TestingAuthenticationToken("somebody", "", List.copyOf(role.authorities()));
        return rules.check(() -> who, new RequestAuthorizationContext(new MockHttpServletRequest(method, path)))
                .isGranted();
    }

    /** The operations that users can call: those whose contract takes a user's token. */
    private static List<Call> calls() throws IOException {
        List<Call> calls = new ArrayList<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:openapi/*.yaml")) {
            OpenAPI contract = new OpenAPIV3Parser()
                    .readContents(file.getContentAsString(StandardCharsets.UTF_8))
                    .getOpenAPI();
            String base = contract.getServers().get(0).getUrl().replaceAll("/$", "");
            contract.getPaths().forEach((path, item) -> item.readOperationsMap()
                    .forEach((method, operation) -> add(calls, contract, base + path, method, operation)));
        }
        return calls;
    }

    private static void add(List<Call> calls, OpenAPI contract, String path, HttpMethod method, Operation operation) {
        var security = operation.getSecurity() == null ? contract.getSecurity() : operation.getSecurity();
        boolean ours = path.startsWith("/api/v1/") || path.startsWith("/api/odoo") || path.startsWith("/api/orders");
        if (ours && security != null && !security.isEmpty()) {
            Object roles = extension(operation.getExtensions());
            Object all = extension(contract.getExtensions());
            String address = path.replaceAll("\\{[^}]*}", "999999999").replaceAll("(?<=.)/$", "");
            calls.add(new Call(
                    operation.getOperationId(), method.name(), address, (List<?>) (roles == null ? all : roles)));
        }
    }

    private static Object extension(Map<String, Object> extensions) {
        return extensions == null ? null : extensions.get("x-roles");
    }
}
