package flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import odoo.OdooComponent;
import odoo.OdooConnection;
import odoo.Secret;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import practice.Fault;
import practice.PracticeOdoo;

/** The circuit breakers of the flow attendance: an Odoo that is down is left alone, and only that one. */
class AttendanceBreakerTest extends PushTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    @Test
    void anOdooThatIsDownIsLeftAloneAndNothingIsLost() {
        for (int i = 0; i < 5; i++) {
            attendance(person("EMP" + i), "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        }
        odoo.misbehave(Fault.proxyError(503).always());
        openTheBreaker();
        hasten();
        List<Map<String, Object>> before = outbox();
        odoo.calls().clear();
        push();
        assertThat(odoo.calls().count()).as("calls while the breaker is open").isZero();
        assertThat(outbox()).as("rows wait as they did").isEqualTo(before);
        assertThat(outbox())
                .allSatisfy(row ->
                        assertThat(row).containsEntry("status", "waiting").containsEntry("claim", null));

        breakers.of("default").transitionToHalfOpenState();
        push();
        assertThat(breakers.of("default").getState()).as("still down").isEqualTo(State.OPEN);
        assertThat(odoo.calls().count()).as("one call is tried").isPositive();

        odoo.behave();
        hasten();
        breakers.of("default").transitionToHalfOpenState();
        push();
        push();
        assertThat(breakers.of("default").getState()).isEqualTo(State.CLOSED);
        assertThat(outbox()).isEmpty();
        assertThat(odoo.count("hr.attendance")).isEqualTo(5);
        assertOdooHoldsEachOnce();
    }

    @Test
    void refusalsAndABusyOdooDoNotOpenIt() {
        for (int i = 0; i < 12; i++) {
            attendance(person("EMP" + i), "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        }
        odoo.misbehave(Fault.odooError("odoo.exceptions.UserError", "The period is closed.")
                .on("hr.attendance", "create")
                .always());
        push();
        assertThat(breakers.of("default").getState()).isEqualTo(State.CLOSED);
        assertThat(outbox()).hasSize(12).allSatisfy(row -> assertThat(row).containsEntry("cause", "refused"));
    }

    @Test
    void anOdooThatIsDownDoesNotStopThePushToAnother() {
        long person = person("EMP1");
        attendance(person, "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        try (PracticeOdoo other = practice().start()) {
            int employee = other.create("hr.employee", Map.of("name", "EMP1", "barcode", "EMP1"));
            jdbc.sql("UPDATE persons SET odoo_employee_id = ?").param(employee).update();
            OdooComponent component = camel.getComponent("odoo", OdooComponent.class);
            component.setConnections(
                    name -> name.equals("other") ? connection(name, other) : connection("default", odoo));
            odoo.down();
            openTheBreaker();

            assertThat(attendancePush.push(DAY, DAY, "default").failed()).isEqualTo(1);
            assertThat(attendancePush.push(DAY, DAY, "other").pushed()).isEqualTo(1);

            assertThat(breakers.of("default").getState()).isEqualTo(State.OPEN);
            assertThat(breakers.of("other").getState()).isEqualTo(State.CLOSED);
            assertThat(other.ids("hr.attendance")).singleElement().satisfies(id -> assertThat(
                            other.record("hr.attendance", id))
                    .containsEntry("employee_id", employee));
            assertThat(outbox()).isEmpty();
        } finally {
            odoo.up();
        }
    }

    @Test
    void otherCredentialsForTheSameOdooShareItsBreaker() {
        OdooComponent component = camel.getComponent("odoo", OdooComponent.class);
        component.setConnections(name -> connection(name, odoo));
        assertThat(breakers.of("lent-1")).isSameAs(breakers.of("default"));
    }

    @Test
    void itIsTriedAgainAfterTheTimeOfTheSetting() {
        String setting = camel.resolvePropertyPlaceholders("{{hub.flows.attendance.breaker-wait}}");
        assertThat(breakers.of("default")
                        .getCircuitBreakerConfig()
                        .getWaitIntervalFunctionInOpenState()
                        .apply(1))
                .isEqualTo(DurationStyle.detectAndParse(setting).toMillis());
    }

    private void openTheBreaker() {
        for (int i = 0; i < 5 && breakers.of("default").getState() != State.OPEN; i++) {
            hasten();
            push();
        }
        assertThat(breakers.of("default").getState()).isEqualTo(State.OPEN);
    }

    private void hasten() {
        jdbc.sql("UPDATE outbox SET due_at = now() - interval '1 minute'").update();
    }

    private static OdooConnection connection(String name, PracticeOdoo odoo) {
        return new OdooConnection(name, odoo.url(), odoo.database(), odoo.username(), Secret.of(odoo.apiKey()));
    }
}
