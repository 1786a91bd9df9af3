package flows.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import practice.Fault;

/** The Odoo that a campaign pushes to: what it is given, what goes wrong with it, and what it holds in the end. */
interface FaultOdoo extends AutoCloseable {
    /** An attendance that Odoo holds; out is null while it is open. */
    record Stay(int id, int employee, Instant in, Instant out) {}

    /** What a hub is told about it: ODOO_URL and the others. */
    Map<String, String> environment();

    /** How long a hub waits for its answers. */
    Duration patience();

    /** A new employee with that badge; the id. */
    int hire(String badge);

    /** An attendance that somebody enters in Odoo itself, open when out is null; the id. */
    int enter(int employee, Instant in, Instant out);

    /** Somebody deletes an attendance in Odoo itself. */
    void delete(int attendance);

    /** What it holds of these employees that begins in this span. */
    List<Stay> stays(Collection<Integer> employees, Instant from, Instant to);

    /** Goes wrong with the calls that the fault names. */
    Fault misbehave(Fault fault);

    /** Nothing goes wrong from now on. */
    void behave();

    /** Whether no call is under way. */
    boolean isIdle();

    boolean canRestart();

    /** Away for a moment; calls under way are lost. */
    void restart();

    @Override
    void close();
}
