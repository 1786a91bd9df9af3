package hub.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import odoo.OdooConnections;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * The detail {@code odoo} of {@code /health}: whether the Odoo of the settings answers, asked without credentials and at most
 * twice a minute. An Odoo that is down leaves the hub as healthy as it is: what is stored can still be read.
 */
@Component("odooHealthIndicator")
class OdooHealth implements HealthIndicator {
    static final Duration KEPT = Duration.ofSeconds(30);
    private static final int PATIENCE = 3_000;
    private static final int MOST = 10_000;

    private final OdooConnections connections;
    private final Clock clock;
    private Health known;
    private Instant asked = Instant.MIN;

    @Autowired
    OdooHealth(OdooConnections connections) {
        this(connections, Clock.systemUTC());
    }

    OdooHealth(OdooConnections connections, Clock clock) {
        this.connections = connections;
        this.clock = clock;
    }

    @Override
    public synchronized Health health() {
        Instant now = clock.instant();
        if (known == null || now.isAfter(asked.plus(KEPT))) {
            asked = now;
            known = ask();
        }
        return known;
    }

    private Health ask() {
        try {
            String body = post(connections.get("default").url() + "/web/webclient/version_info");
            String version = new ObjectMapper()
                    .readTree(body)
                    .at("/result/server_version")
                    .asText("");
            return version.isEmpty() ? silent("what answers there is no Odoo") : answering(version);
        } catch (IOException | IllegalArgumentException failed) {
            return silent("it does not answer");
        }
    }

    private static String post(String address) throws IOException {
        HttpURLConnection http = (HttpURLConnection) new URL(address).openConnection();
        http.setConnectTimeout(PATIENCE);
        http.setReadTimeout(PATIENCE);
        http.setInstanceFollowRedirects(false);
        http.setRequestProperty("Content-Type", "application/json");
        http.setRequestProperty("Connection", "close");
        http.setDoOutput(true);
        try (OutputStream out = http.getOutputStream()) {
            out.write("{\"jsonrpc\":\"2.0\",\"method\":\"call\",\"params\":{}}".getBytes(StandardCharsets.US_ASCII));
        }
        try (InputStream in = http.getInputStream()) {
            return new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
        }
    }

    private Health answering(String version) {
        return Health.up()
                .withDetail("version", version)
                .withDetail("asked", asked.toString())
                .build();
    }

    /** Not {@code DOWN}: that would make the whole hub look down. */
    private Health silent(String reason) {
        return Health.unknown()
                .withDetail("reason", reason)
                .withDetail("asked", asked.toString())
                .build();
    }
}
