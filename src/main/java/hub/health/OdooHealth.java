package hub.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
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
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final OdooConnections connections;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
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
            String address = connections.get("default").url();
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/web/webclient/version_info"))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"method\":\"call\",\"params\":{}}"))
                    .build();
            String body = http.send(request, BodyHandlers.ofString()).body();
            String version = new ObjectMapper()
                    .readTree(body)
                    .at("/result/server_version")
                    .asText("");
            return version.isEmpty() ? silent("what answers there is no Odoo") : answering(version);
        } catch (IOException | IllegalArgumentException failed) {
            return silent("it does not answer");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return silent("it was not asked");
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
