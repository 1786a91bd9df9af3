package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import routes.ActivityLog;
import routes.FlowFailedException;

/** The log that clients read: a line for what happened, kept for 90 days. */
class ActivityLogTest extends FlowTest {
    @Autowired
    ActivityLog log;

    @LocalServerPort
    int port;

    @Test
    void aPullThatFindsNothingNewWritesNoLineAndIsTheLastSyncAllTheSame() {
        odoo.create("res.partner", Map.of("name", "Ada", "email", "ada@example.com"));
        pull();
        assertThat(lines()).as("what it found").hasSize(1);
        Instant first = lastSync();

        pull();

        assertThat(lines()).hasSize(1);
        assertThat(lastSync()).isAfter(first);
        assertThat(status().path("last_sync_message").asText())
                .isEqualTo("Synced customers from Odoo: 0 added, 0 updated");
    }

    @Test
    void aPullThatFailsWritesALine() {
        pull();
        long before = lines().size();
        signInWith("wrong");
        assertThatThrownBy(this::pull).isInstanceOf(FlowFailedException.class);
        assertThat(lines())
                .hasSize((int) before + 1)
                .last()
                .asString()
                .startsWith("Syncing customers from Odoo failed");
    }

    @Test
    void oldLinesAreRemoved() {
        jdbc.sql("INSERT INTO activity_log (category, level, message, at) VALUES"
                        + " ('odoo_sync', 'info', 'old', now() - interval '90 days 1 minute'),"
                        + " ('odoo_sync', 'error', 'young', now() - interval '89 days 23 hours')")
                .update();
        log.clean();
        assertThat(jdbc.sql("SELECT message FROM activity_log")
                        .query(String.class)
                        .list())
                .containsExactly("young");
        assertThat(camel.getRouteController().getRouteStatus("log-housekeeping").isStarted())
                .as("each hour")
                .isTrue();
    }

    private List<String> lines() {
        return jdbc.sql("SELECT message FROM activity_log ORDER BY id")
                .query(String.class)
                .list();
    }

    private Instant lastSync() {
        return OffsetDateTime.parse(status().path("last_sync").asText()).toInstant();
    }

    private JsonNode status() {
        return HubHttp.json(new HubHttp(port).get("/api/v1/sync/status")).at("/data/odoo");
    }
}
