package hub.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import hub.HubHttp;
import hub.HubTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import practice.PracticeOdoo;
import routes.FlowRunner;
import sync.RunMode;
import sync.RunTrigger;

/** Traces as a collector gets them: the steps of a flow are there, and nothing that was said on the way. */
@HubTest
@ActiveProfiles("tracing")
@AutoConfigureObservability
class TracingTest {
    private static final List<String> RECEIVED = new CopyOnWriteArrayList<>();
    private static HttpServer collector;

    @LocalServerPort
    private int port;

    @Autowired
    private PracticeOdoo odoo;

    @Autowired
    private FlowRunner runner;

    @DynamicPropertySource
    static void sendTo(DynamicPropertyRegistry properties) {
        try {
            collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        collector.createContext("/v1/traces", exchange -> {
            RECEIVED.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
        properties.add("management.otlp.tracing.endpoint", () -> endpoint);
    }

    @AfterAll
    static void close() {
        collector.stop(0);
    }

    @Test
    void stepsOfAFlowAreThereAndNoWordOfWhatWasSaid() {
        odoo.create("res.partner", Map.of("name", "Ada Lovelace", "email", "ada@example.org"));
        odoo.create("res.partner", Map.of("name", "Ada Twin", "email", "ada@example.org"));
        runner.run("customers", RunMode.INCREMENTAL, RunTrigger.COMMAND);
        HubHttp http = new HubHttp(port);
        http.get("/api/v1/sync/runs?flow=customers");
        http.post("/api/v1/sync/flows/customers/runs", "{\"mode\": \"sideways-secret\"}");

        await().untilAsserted(() -> assertThat(String.join("\n", RECEIVED))
                .contains("customers-pull", "res.partner/search", "res.partner/read", "/api/v1/sync/runs"));

        assertThat(String.join("\n", RECEIVED))
                .doesNotContain(
                        odoo.apiKey(),
                        HubTest.PASSWORD,
                        "Ada",
                        "ada@example.org",
                        "sideways-secret",
                        "Authorization",
                        "Basic ",
                        "flow=customers",
                        "SELECT",
                        "write_date");
    }

    @Test
    void aRequestAndTheRoutesBehindItAreOneTrace() {
        RECEIVED.clear();
        new HubHttp(port)
                .send(new HubHttp(port)
                        .admin("/api/v1/sync/runs")
                        .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        String trace = new String(
                new byte[] {
                    0x0a,
                    (byte) 0xf7,
                    0x65,
                    0x19,
                    0x16,
                    (byte) 0xcd,
                    0x43,
                    (byte) 0xdd,
                    (byte) 0x84,
                    0x48,
                    (byte) 0xeb,
                    0x21,
                    0x1c,
                    (byte) 0x80,
                    0x31,
                    (byte) 0x9c
                },
                StandardCharsets.ISO_8859_1);
        await().untilAsserted(() -> assertThat(count(String.join("\n", RECEIVED), trace))
                .as("spans of this trace")
                .isGreaterThan(2));
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
