package hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** The quick look against the full validation, over the sign-in's contract. */
class PlainRequestsTest {
    private static final String JSON = "application/json";
    private static final String EMAIL = "{\"email\":\"customer@example.com\"}";
    private static final Set<String> PATHS = Set.of(
            "/check-email",
            "/send-setup-link",
            "/forgot-password",
            "/set-password",
            "/quick-setup",
            "/login",
            "/logout",
            "/logout-all",
            "/me",
            "/nowhere");

    private final ObjectMapper mapper = new ObjectMapper();
    private final OpenAPI openApi = contract();
    private final PlainRequests plain = new PlainRequests(openApi);
    private final OpenApiInteractionValidator full = OpenApiInteractionValidator.createFor(openApi)
            .withLevelResolver(LevelResolver.create()
                    .withLevel("validation.request.security", ValidationReport.Level.IGNORE)
                    .build())
            .build();

    @Test
    void whatCustomersAndTheirPagesSendIsPlain() {
        assertThat(plain.fits("POST", "/check-email", null, null, JSON, EMAIL)).isTrue();
        assertThat(plain.fits("POST", "/check-email", "", "*/*", JSON, EMAIL)).isTrue();
        assertThat(plain.fits(
                        "POST",
                        "/login",
                        null,
                        "application/json, application/problem+json",
                        JSON,
                        "{\"email\":\"a@example.com\",\"password\":\"x\",\"cookie\":true,\"remember\":false}"))
                .isTrue();
    }

    @Test
    void anythingElseOfARequestIsLeftToTheFullValidation() {
        assertThat(plain.fits("GET", "/check-email", null, null, JSON, EMAIL)).isFalse();
        assertThat(plain.fits("POST", "/check-email", "a=b", null, JSON, EMAIL)).isFalse();
        assertThat(plain.fits("POST", "/check-email", null, "image/png", JSON, EMAIL))
                .isFalse();
        assertThat(plain.fits("POST", "/check-email", null, null, "text/xml", EMAIL))
                .isFalse();
        assertThat(plain.fits("POST", "/check-email", null, null, null, EMAIL)).isFalse();
        assertThat(plain.fits("POST", "/check-email", null, null, JSON, null)).isFalse();
        assertThat(plain.fits("POST", "/check-email/", null, null, JSON, EMAIL)).isFalse();
    }

    @Test
    void whatPassesTheQuickLookPassesTheFullValidation() {
        Set<String> passed = new TreeSet<>();
        for (String body : bodies()) {
            for (String path : PATHS) {
                for (String accept : new String[] {null, "*/*", "application/problem+json, application/json"}) {
                    if (plain.fits("POST", path, null, accept, JSON, body)) {
                        passed.add(path);
                        assertThat(errors(path, accept, body))
                                .as("%s %s %s", path, accept, body)
                                .isEmpty();
                    }
                }
            }
        }
        assertThat(passed)
                .contains("/check-email", "/send-setup-link", "/set-password", "/quick-setup", "/login")
                .doesNotContain("/me", "/nowhere");
    }

    @Test
    void whatBreaksTheContractNeverPassesTheQuickLook() {
        for (String body : bodies()) {
            if (!errors("/login", null, body).isEmpty()) {
                assertThat(plain.fits("POST", "/login", null, null, JSON, body))
                        .as(body)
                        .isFalse();
            }
        }
    }

    /** Every member with every value that lies on one side or the other of a rule, beside members that are right. */
    private List<String> bodies() {
        List<String> bodies = new ArrayList<>(List.of(
                "",
                " ",
                "{}",
                "[]",
                "null",
                "1",
                "\"text\"",
                EMAIL + EMAIL,
                EMAIL + " x",
                "{\"email\":1,\"email\":\"a\"}",
                "{\"email\":}"));
        List<Object> values = new ArrayList<>(
                List.of("", "a", 1, 1.5, true, false, List.of(), List.of("a"), mapper.createObjectNode()));
        values.add(null);
        for (int length : new int[] {200, 201, 320, 321, 1024, 1025}) {
            values.add("x".repeat(length));
            values.add("\uD83D\uDE00".repeat(length));
        }
        for (String member : List.of(
                "email",
                "password",
                "password_confirmation",
                "token",
                "verification_code",
                "cookie",
                "remember",
                "name")) {
            for (Object value : values) {
                ObjectNode alone = mapper.createObjectNode();
                alone.set(member, mapper.valueToTree(value));
                bodies.add(alone.toString());
                ObjectNode beside = mapper.createObjectNode();
                beside.put("email", "customer@example.com").put("password", "secret");
                beside.set(member, mapper.valueToTree(value));
                bodies.add(beside.toString());
                ObjectNode more = beside.deepCopy().put("password_confirmation", "secret");
                bodies.add(more.set(member, mapper.valueToTree(value)).toString());
                bodies.add(more.deepCopy()
                        .put("token", "1.abc")
                        .set(member, mapper.valueToTree(value))
                        .toString());
            }
        }
        return bodies;
    }

    private List<ValidationReport.Message> errors(String path, String accept, String body) {
        var request = SimpleRequest.Builder.post("/api/auth" + path).withContentType(JSON);
        if (accept != null) {
            request.withAccept(accept);
        }
        if (!body.isEmpty()) {
            request.withBody(body);
        }
        return full.validateRequest(request.build()).getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .toList();
    }

    private static ParseOptions resolving() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        options.setResolveFully(true);
        return options;
    }

    private static OpenAPI contract() {
        try (var file = new ClassPathResource("openapi/accounts.yaml").getInputStream()) {
            return new OpenAPIV3Parser()
                    .readContents(new String(file.readAllBytes(), StandardCharsets.UTF_8), null, resolving())
                    .getOpenAPI();
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
