package hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Every operation of every contract, tried by somebody who is not signed in. */
@HubTest
class ContractSecurityTest {
    /** The operations that are there for people who are not signed in. A new one belongs here only after some thought. */
    private static final Set<String> FOR_EVERYBODY =
            Set.of("checkEmail", "sendSetupLink", "forgotPassword", "setPassword", "quickSetup", "login");

    private record Call(String id, String method, String path, boolean open) {}

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
        return new Call(operation.getOperationId(), method.name(), address, open);
    }
}
