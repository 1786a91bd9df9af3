package gateway.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HubHttp;
import hub.HubTest;
import hub.ProblemAssert;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.util.ReflectionTestUtils;

/** Every operation of Odoo's records and of orders counts against its caller's limit, and against nobody else's. */
@HubTest
class CallerLimitTest {
    /** What fits the contract of the operations that take a body. */
    private static final Map<String, String> BODIES = Map.of(
            "createManufacturingOrder", "{\"product_id\":999999999,\"product_qty\":1}",
            "updateManufacturingOrder", "{\"state\":\"draft\"}",
            "createOrder", "{\"order_number\":\"NEVER\",\"product_id\":999999999,\"quantity\":1}",
            "updateOrder", "{\"notes\":\"never\"}");

    private record Call(String id, String method, String path) {}

    @LocalServerPort
    int port;

    @Autowired
    CallerLimit limit;

    private Object usual;
    private Object visitors;
    private HubHttp http;

    @BeforeEach
    void once() {
        http = new HubHttp(port);
        usual = ReflectionTestUtils.getField(limit, "buckets");
        visitors = ReflectionTestUtils.getField(limit, "visitors");
        ReflectionTestUtils.setField(limit, "buckets", new Buckets(1, Duration.ofHours(1)));
    }

    @AfterEach
    void asUsual() {
        ReflectionTestUtils.setField(limit, "buckets", usual);
    }

    @Test
    void whoHasAskedTooOftenWaits() throws IOException {
        assertThat(http.get("/api/orders").statusCode()).isEqualTo(200);
        List<Call> calls = new ArrayList<>();
        for (String contract : List.of("odoo", "orders")) {
            calls.addAll(calls(contract));
        }
        assertThat(calls).hasSizeGreaterThan(12);
        for (Call call : calls) {
            String body = BODIES.get(call.id());
            HttpResponse<String> answer = http.send(http.admin(call.path())
                    .header("Content-Type", "application/json")
                    .method(call.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
            assertThat(answer.statusCode()).as(call.id() + " " + answer.body()).isEqualTo(429);
            ProblemAssert.assertProblem(answer, 429);
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                    .as(call.id())
                    .isBetween(1L, 3600L);
        }
    }

    @Test
    void visitorsOfTheBlogWaitByAddressAndStandInNobodyElsesWay() {
        ReflectionTestUtils.setField(limit, "visitors", new Buckets(1, Duration.ofHours(1)));
        try {
            assertThat(http.send(http.anonymous("/blog/feed.xml")).statusCode()).isNotEqualTo(429);
            for (String path : List.of(
                    "/blog",
                    "/blog/1",
                    "/blog/feed.xml",
                    "/sitemap.xml",
                    "/media/odoo/1",
                    "/api/blog/posts",
                    "/api/blog/posts/1",
                    "/api/blog/categories",
                    "/api/blog/tags")) {
                HttpResponse<String> answer = http.send(http.anonymous(path));
                ProblemAssert.assertProblem(answer, 429);
                assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                        .as(path)
                        .isBetween(1L, 3600L);
                assertThat(answer.headers().firstValue("Cache-Control"))
                        .as("nobody else is to be told so: " + path)
                        .hasValueSatisfying(control -> assertThat(control).contains("no-store"));
            }
            assertThat(http.get("/api/orders").statusCode()).isEqualTo(200);
        } finally {
            ReflectionTestUtils.setField(limit, "visitors", visitors);
        }
    }

    @Test
    void strangersChangeOnlySoMuch() {
        ReflectionTestUtils.setField(limit, "buckets", usual);
        Object strangers = ReflectionTestUtils.getField(limit, "strangers");
        ReflectionTestUtils.setField(limit, "strangers", new Buckets(2, Duration.ofHours(1)));
        try {
            for (int i = 0; i < 2; i++) {
                assertThat(register().statusCode()).isEqualTo(422);
            }
            HttpResponse<String> third = register();
            ProblemAssert.assertProblem(third, 429);
            assertThat(third.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 3600L);
            assertThat(http.send(http.anonymous("/api/event.event?limit=1")).statusCode())
                    .as("reading is another matter")
                    .isNotEqualTo(429);
        } finally {
            ReflectionTestUtils.setField(limit, "strangers", strangers);
        }
    }

    /** A stranger's registration for an event that is not there. */
    private HttpResponse<String> register() {
        return http.send(http.anonymous("/api/event.registration")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"event_id\":99999,\"name\":\"A\",\"email\":\"a@example.com\",\"phone\":\"1\"}")));
    }

    private static List<Call> calls(String contract) throws IOException {
        String text = new ClassPathResource("openapi/" + contract + ".yaml").getContentAsString(StandardCharsets.UTF_8);
        OpenAPI read = new OpenAPIV3Parser().readContents(text).getOpenAPI();
        String base = read.getServers().get(0).getUrl();
        List<Call> calls = new ArrayList<>();
        read.getPaths().forEach((path, item) -> item.readOperationsMap()
                .forEach((method, operation) -> calls.add(new Call(
                        operation.getOperationId(),
                        method.name(),
                        (base + path).replaceAll("\\{[^}]*}", "999999999").replaceAll("(?<=.)/$", "")))));
        return calls;
    }
}
