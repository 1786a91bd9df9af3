package hub.health;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HandClock;
import odoo.OdooConnection;
import odoo.OdooConnections;
import odoo.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;
import practice.PracticeOdoo;

class OdooHealthTest {
    private final PracticeOdoo odoo = PracticeOdoo.builder().version(19).start();
    private final OdooConnections connections =
            name -> new OdooConnection(name, odoo.url(), odoo.database(), odoo.username(), Secret.of(odoo.apiKey()));

    @AfterEach
    void stop() {
        odoo.close();
    }

    @Test
    void anOdooThatAnswersIsUpWithItsVersion() {
        var health = new OdooHealth(connections).health();
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails().get("version").toString()).startsWith("19.0");
    }

    @Test
    void anOdooThatIsDownDoesNotMakeTheHubDown() {
        odoo.down();
        var health = new OdooHealth(connections).health();
        assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(health.getDetails()).containsEntry("reason", "it does not answer");
    }

    @Test
    void theAnswerIsKeptForHalfAMinute() {
        HandClock clock = new HandClock();
        OdooHealth health = new OdooHealth(connections, clock);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        odoo.down();
        clock.forward(30);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        clock.forward(1);
        assertThat(health.health().getStatus()).isEqualTo(Status.UNKNOWN);
    }
}
