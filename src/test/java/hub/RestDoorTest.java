package hub;

import static hub.HubHttp.json;
import static hub.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import accounts.ApiKeys;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What every REST endpoint has around it, shown on a contract that is nobody's. */
@HubTest
@Import(DemoRoutes.class)
@TestPropertySource(properties = {"camel.main.routes-include-pattern=classpath:demo/*.camel.yaml", "hub.max-body=4KB"})
class RestDoorTest {
    private static final String THINGS = "/api/v1/demo/things";

    @LocalServerPort
    int port;

    @Autowired
    private ApiKeys keys;

    @Autowired
    private FilterRegistrationBean<DemoRoutes.Again> again;

    HubHttp http;

    @BeforeEach
    void client() {
        http = new HubHttp(port);
    }

    @Test
    void aRequestWithoutCredentialsIsAskedForThem() {
        var response = http.send(http.anonymous(THINGS));
        assertProblem(response, 401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic ");
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertProblem(http.send(http.as(HubTest.ADMIN, "guess", THINGS)), 401);
        assertProblem(http.send(http.as("nobody", HubTest.PASSWORD, THINGS)), 401);
        assertProblem(http.send(http.anonymous(THINGS).header("Authorization", "Basic %%%")), 401);
    }

    @Test
    void theRouteKnowsWhoAsksButNotWithWhichCredentials() {
        var byPassword = http.send(http.admin("/api/v1/demo/who").header("Cookie", "a=b"));
        assertThat(byPassword.statusCode()).isEqualTo(200);
        assertThat(json(byPassword).path("name").asText()).isEqualTo(HubTest.ADMIN);
        assertThat(json(byPassword).path("credentials").asBoolean()).isFalse();

        var byKey = http.send(http.anonymous("/api/v1/demo/who").header("X-API-Key", key()));
        assertThat(byKey.statusCode()).as(byKey.body()).isEqualTo(200);
        assertThat(json(byKey).path("name").asText()).startsWith("key:door-");
        assertThat(json(byKey).path("credentials").asBoolean()).isFalse();
    }

    @Test
    void noHeaderOfTheRequestComesBack() {
        var response = http.send(http.anonymous(THINGS + "?name=x")
                .header("X-API-Key", key())
                .header("Cookie", "a=b")
                .header("Cache-Control", "max-age=77")
                .header("ETag", "\"mine\"")
                .header("X-Anything", "else"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().map().keySet())
                .doesNotContain("authorization", "x-api-key", "cookie", "etag", "x-anything", "name");
        assertThat(response.headers().allValues("cache-control").toString()).doesNotContain("77");
    }

    @Test
    void queryValuesAreDecodedBeforeTheContractJudgesThem() {
        var response = http.get(THINGS + "?name=%C3%A9%26%3D%20%2B&limit=5");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(json(response).path("name").asText()).isEqualTo("é&= +");
    }

    @Test
    void anAnsweredRequestIsNotSentThroughTheFiltersAgain() {
        int before = again.getFilter().times.get();
        assertThat(http.get(THINGS).statusCode()).isEqualTo(200);
        assertThat(http.post(THINGS, "{\"name\":\"desk\",\"count\":2}").statusCode())
                .isEqualTo(200);
        assertProblem(http.get(THINGS + "?limit=0"), 400);
        assertThat(again.getFilter().times.get()).isEqualTo(before);
    }

    @Test
    void aGoodBodyReachesTheRoute() {
        var response = http.post(THINGS, "{\"name\":\"desk\",\"count\":2}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(json(response).path("count").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "name=12345678901,      name,  maxLength",
        "limit=0,               limit, minimum",
        "limit=many,            limit, type",
        "kind=marker-in-query,  kind,  enum",
        "marker-in-query=1,     query, unexpected",
        "Location=many,         query, unexpected",
    })
    void aQueryThatBreaksTheContractIsNamed(String query, String field, String code) {
        var response = http.get(THINGS + "?" + query);
        JsonNode fault = assertProblem(response, 400).path("errors").path(0);
        assertThat(fault.path("field").asText()).isEqualTo(field);
        assertThat(fault.path("code").asText()).isEqualTo(code);
        assertThat(response.body()).doesNotContain("marker-in-query", "12345678901", "many\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"desk\"}                                        | body   | required",
                "{\"name\":\"d\",\"count\":1}                               | /name  | minLength",
                "{\"name\":\"desk\",\"count\":0}                            | /count | minimum",
                "{\"name\":\"desk\",\"count\":\"marker\"}                   | /count | type",
                "{\"name\":\"desk\",\"count\":1,\"kind\":\"marker\"}        | /kind  | enum",
                "{\"name\":\"desk\",\"count\":1,\"at\":\"marker\"}          | /at    | date-time",
                "{\"name\":\"desk\",\"count\":1,\"marker\":1}               | body   | additionalProperties",
                "[]                                                         | body   | type",
                "{\"name\":\"marker                                         | body   | invalidJson",
            })
    void aBodyThatBreaksTheContractIsNamedWithoutRepeatingIt(String body, String field, String code) {
        var response = http.post(THINGS, body);
        JsonNode errors = assertProblem(response, 400).path("errors");
        assertThat(StreamSupport.stream(errors.spliterator(), false)
                        .map(fault -> fault.path("field").asText() + " "
                                + fault.path("code").asText()))
                .contains(field + " " + code);
        assertThat(response.body()).doesNotContain("marker", "desk");
    }

    @Test
    void theNumbersOfTheContractAreSaid() {
        String body = http.post(THINGS, "{\"name\":\"d\",\"count\":0}").body();
        assertThat(body).contains("at least 2.", "at least 1.");
        assertThat(http.get(THINGS + "?kind=x").body()).contains("small", "large");
        assertThat(http.post(THINGS, "{}").body()).contains("count", "name");
    }

    @Test
    void anEmptyBodyIsABadRequest() {
        JsonNode fault =
                assertProblem(http.post(THINGS, ""), 400).path("errors").path(0);
        assertThat(fault.path("message").asText()).isEqualTo("A request body is required.");
    }

    @Test
    void anUnknownPathIsNotFound() {
        assertProblem(http.get("/api/v1/nothing"), 404);
        assertProblem(http.get("/api/v1/demo/marker"), 404);
        assertProblem(http.get("/nothing"), 404);
        assertProblem(http.send(http.anonymous("/nothing")), 404);
        assertProblem(http.send(http.anonymous("/")), 404);
    }

    @Test
    void aPathParameterIsHeldAgainstTheContract() {
        assertThat(http.get(THINGS + "/7").body()).isEqualTo("{\"id\":7}");
        assertProblem(http.get(THINGS + "/0"), 400);
        assertProblem(http.get(THINGS + "/marker"), 400);
    }

    @Test
    void anotherMethodIsNotAllowed() {
        assertProblem(http.send(http.admin(THINGS).DELETE()), 405);
    }

    @Test
    void anotherContentTypeIsNotTaken() {
        assertProblem(
                http.send(http.admin(THINGS).header("Content-Type", "text/xml").POST(BodyPublishers.ofString("<a/>"))),
                415);
    }

    @Test
    void aFormFromAnotherPageIsNotTaken() {
        assertProblem(
                http.send(http.admin(THINGS)
                        .header("Content-Type", "application/json")
                        .header("Sec-Fetch-Site", "cross-site")
                        .POST(BodyPublishers.ofString("{\"name\":\"desk\",\"count\":1}"))),
                403);
    }

    @Test
    void aTypeThatNobodyMakesIsNotAcceptable() {
        assertProblem(http.send(http.admin(THINGS).header("Accept", "image/png")), 406);
    }

    @Test
    void aLargeBodyIsRefusedWhetherItsLengthIsAnnouncedOrNot() {
        String large = "{\"name\":\"" + "x".repeat(5000) + "\",\"count\":1}";
        assertProblem(http.post(THINGS, large), 413);
        var chunked = http.admin(THINGS)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes())));
        assertProblem(http.send(chunked), 413);
    }

    @Test
    void aSmallBodyInChunksIsRead() {
        byte[] small = "{\"name\":\"desk\",\"count\":3}".getBytes();
        var chunked = http.admin(THINGS)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(small)));
        assertThat(json(http.send(chunked)).path("count").asInt()).isEqualTo(3);
    }

    @Test
    void aCompressedBodyIsNotTaken() {
        assertProblem(
                http.send(http.admin(THINGS)
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(new byte[] {1, 2, 3}))),
                415);
    }

    @Test
    void aFailureInARouteTellsNothingOfItsInside() {
        var response = http.get("/api/v1/demo/fails");
        assertProblem(response, 500);
        assertThat(response.body()).doesNotContain("secret inner workings");
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        for (var response : new java.net.http.HttpResponse<?>[] {
            http.get(THINGS), http.send(http.anonymous(THINGS)), http.get("/nothing"), http.get("/api/v1/demo/fails")
        }) {
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .contains("default-src 'none'; frame-ancestors 'none'");
            assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        }
    }

    /** A new API key with every right. */
    private String key() {
        return keys.create("door-" + UUID.randomUUID(), Set.of("admin"), Duration.ofDays(1), "test")
                .secret();
    }
}
