package hub.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a container asks of the hub inside it. */
class HealthCheckTest {
    @Test
    void itPassesWhenTheHubAnswersSoAndNeverElse() throws IOException {
        HttpServer hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/health/liveness", exchange -> exchange.sendResponseHeaders(200, -1));
        hub.createContext("/health/readiness", exchange -> exchange.sendResponseHeaders(503, -1));
        hub.start();
        Map<String, String> here = Map.of(
                "HUB_ADDRESS",
                "0.0.0.0",
                "HUB_PORT",
                Integer.toString(hub.getAddress().getPort()));
        try {
            assertThat(HealthCheck.answers("liveness", here)).isTrue();
            assertThat(HealthCheck.answers("readiness", here)).isFalse();
        } finally {
            hub.stop(0);
        }
        assertThat(HealthCheck.answers("liveness", here)).as("nobody is there").isFalse();
    }
}
