package hub;

import static hub.HubHttp.json;
import static hub.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who may reach what. */
@HubTest
class SecurityTest {
    @LocalServerPort
    int port;

    HubHttp http;

    @BeforeEach
    void client() {
        http = new HubHttp(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/liveness", "/health/readiness"})
    void healthIsPublicWithoutDetails(String path) {
        var response = http.send(http.anonymous(path));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("status").asText()).isEqualTo("UP");
        assertThat(response.body()).doesNotContain("components", "details", "database");
    }

    @Test
    void theAdministratorSeesTheDetailsOfHealth() {
        assertThat(json(http.get("/health"))
                        .path("components")
                        .path("db")
                        .path("status")
                        .asText())
                .isEqualTo("UP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/prometheus", "/info", "/health/db"})
    void figuresAreForTheAdministrator(String path) {
        assertProblem(http.send(http.anonymous(path)), 401);
        assertThat(http.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void prometheusHoldsTheFiguresOfCamel() {
        assertThat(http.get("/prometheus").body()).contains("camel_", "jvm_memory_used_bytes", "hikaricp_connections");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/env",
                "/beans",
                "/heapdump",
                "/actuator",
                "/actuator/health",
                "/metrics",
                "/loggers",
                "/error",
                "/pages/login.html",
                "/h2-console",
                "/META-INF/spring.factories",
                "/application.yml"
            })
    void whatIsNotMeantToBeThereIsNotThere(String path) {
        assertProblem(http.send(http.anonymous(path)), 404);
        assertProblem(http.send(http.admin(path)), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hawtio", "/hawtio/", "/hawtio/index.html", "/ops/anything"})
    void operatorsAreSentToTheirSignIn(String path) {
        var response = http.send(http.anonymous(path));
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location").orElse("")).endsWith("/ops/login");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jolokia",
                "/jolokia/version",
                "/jolokia/list",
                "/hawtio/jolokia",
                "/hawtio/jolokia/version",
                "/jolokia/exec/java.lang:type=Memory/gc"
            })
    void jolokiaAnswersNobodyWhoIsNotSignedIn(String path) {
        assertProblem(http.send(http.anonymous(path)), 401);
        assertThat(http.get(path).statusCode())
                .as("HTTP Basic is not for Jolokia")
                .isEqualTo(401);
        assertThat(http.send(http.anonymous(path).POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isIn(401, 403);
    }

    @Test
    void theSignInPageHasAStrictPolicy() {
        var page = http.send(http.anonymous("/ops/login"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<form method=\"post\" action=\"/ops/login\">");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContainPattern("<script>|style=|onclick");
        assertThat(http.send(http.anonymous("/ops/login.js")).statusCode()).isEqualTo(200);
        assertThat(http.send(http.anonymous("/assets/hub.css")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/first-time-setup", "/forgot-password", "/dashboard"})
    void thePagesOfCustomersAreForEverybodyToReadUnderAStrictPolicy(String path) {
        var page = http.send(http.anonymous(path));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).contains("/assets/hub.css").doesNotContainPattern("<script>|style=| on[a-z]+=");
        assertProblem(http.send(http.anonymous(path).POST(BodyPublishers.noBody())), 405);
    }

    @Test
    void anOperatorSignsInUsesJolokiaAndSignsOut() {
        OpsSession session = OpsSession.open(http);
        HttpResponse<String> signedIn = session.signIn(HubTest.ADMIN, HubTest.PASSWORD);
        assertThat(signedIn.statusCode()).isEqualTo(302);
        assertThat(signedIn.headers().firstValue("Location").orElse("")).endsWith("/hawtio");

        assertThat(session.get("/hawtio/index.html").statusCode()).isEqualTo(200);
        var camel = session.get("/hawtio/jolokia/search/org.apache.camel:type=context,*");
        assertThat(json(camel).path("value").toString()).contains("odoo-hub");

        assertThat(session.post("/ops/logout", "_csrf=" + session.csrf()).statusCode())
                .isEqualTo(302);
        assertProblem(session.get("/hawtio/jolokia/version"), 401);
    }

    @Test
    void aWrongPasswordDoesNotSignIn() {
        OpsSession session = OpsSession.open(http);
        var refused = session.signIn(HubTest.ADMIN, "guess");
        assertThat(refused.headers().firstValue("Location").orElse("")).endsWith("/ops/login?refused");
        assertProblem(session.get("/hawtio/jolokia/version"), 401);
    }

    @Test
    void jolokiaWantsTheCsrfTokenForWhatChangesThings() {
        OpsSession session = OpsSession.open(http);
        session.signIn(HubTest.ADMIN, HubTest.PASSWORD);
        String gc = "{\"type\":\"exec\",\"mbean\":\"java.lang:type=Memory\",\"operation\":\"gc\"}";
        assertProblem(session.send(http.anonymous("/hawtio/jolokia").POST(BodyPublishers.ofString(gc))), 403);
        var done = session.send(http.anonymous("/hawtio/jolokia")
                .header("X-XSRF-TOKEN", session.csrf())
                .POST(BodyPublishers.ofString(gc)));
        assertThat(json(done).path("status").asInt()).as(done.body()).isEqualTo(200);
    }

    @Test
    void signingInWithoutTheCsrfTokenFails() {
        var response = http.send(http.anonymous("/ops/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=admin&password=" + HubTest.PASSWORD.replace(' ', '+'))));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().allValues("Set-Cookie").toString()).doesNotContain("HUB_OPS_SESSION");
    }

    @Test
    void swaggerUiShowsOurContracts() {
        assertThat(http.send(http.anonymous("/swagger-ui/index.html")).body()).contains("swagger-ui-bundle.js");
        assertThat(http.send(http.anonymous("/swagger-ui/swagger-ui-bundle.js")).statusCode())
                .isEqualTo(200);
        var settings = http.send(http.anonymous("/swagger-ui/swagger-initializer.js"));
        assertThat(settings.body()).contains("/openapi").doesNotContain("petstore");
        assertThat(http.send(http.anonymous("/swagger-ui/index.html").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /<script> HTTP/1.1", "GET /%zz HTTP/1.1", "GET /a;b=c HTTP/1.1", "GET //admin HTTP/1.1"})
    void anImpossibleAddressIsAnsweredAsAProblem(String line) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write((line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "\"success\":false");
            assertThat(answer.toLowerCase(java.util.Locale.ROOT)).doesNotContain("script", "tomcat", "exception");
        }
    }
}
