package flows.faults;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import practice.Fault;
import practice.PracticeOdoo;

/** A practice Odoo for a campaign. */
final class PracticeFaultOdoo implements FaultOdoo {
    private static final Duration AWAY = Duration.ofMillis(300);
    private static final Duration BACK = Duration.ofMinutes(1);

    private final PracticeOdoo odoo = PracticeOdoo.builder().empty().start();

    PracticeOdoo practice() {
        return odoo;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "ODOO_URL", odoo.url(),
                "ODOO_DB", odoo.database(),
                "ODOO_USERNAME", odoo.username(),
                "ODOO_API_KEY", odoo.apiKey());
    }

    @Override
    public Duration patience() {
        return Duration.ofMillis(500);
    }

    @Override
    public int hire(String badge) {
        return odoo.create("hr.employee", Map.of("name", badge, "barcode", badge));
    }

    @Override
    public int enter(int employee, Instant in, Instant out) {
        Map<String, Object> values = new HashMap<>();
        values.put("employee_id", employee);
        values.put("check_in", FaultRound.datetime(in));
        if (out != null) {
            values.put("check_out", FaultRound.datetime(out));
        }
        return odoo.create("hr.attendance", values);
    }

    @Override
    public void delete(int attendance) {
        odoo.unlink("hr.attendance", attendance);
    }

    @Override
    public List<Stay> stays(Collection<Integer> employees, Instant from, Instant to) {
        return odoo.ids("hr.attendance").stream()
                .map(this::stay)
                .filter(stay -> employees.contains(stay.employee())
                        && !stay.in().isBefore(from)
                        && stay.in().isBefore(to))
                .toList();
    }

    private Stay stay(int id) {
        Map<String, Object> record = odoo.record("hr.attendance", id);
        return new Stay(id, ((Number) record.get("employee_id")).intValue(), (Instant) record.get("check_in"), (Instant)
                record.get("check_out"));
    }

    @Override
    public Fault misbehave(Fault fault) {
        return odoo.misbehave(fault);
    }

    @Override
    public void behave() {
        odoo.behave();
    }

    @Override
    public boolean isIdle() {
        return odoo.isIdle();
    }

    @Override
    public boolean canRestart() {
        return true;
    }

    @Override
    public void restart() {
        odoo.down();
        FaultPlan.pause(AWAY);
        // Meanwhile its port may serve somebody's outgoing connection.
        await().atMost(BACK).ignoreExceptions().until(() -> {
            odoo.up();
            return true;
        });
    }

    @Override
    public void close() {
        odoo.close();
    }

    @Override
    public String toString() {
        return "practice Odoo";
    }
}
