package attendance;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Rows claimed together, in the order of each lane. Routes carry it as the exchange property {@code batch}. First the rows in
 * doubt are looked for, then creates are sent, then changes. Not for several threads at once.
 */
public final class PushBatch {
    private final UUID claim;
    private final PushRun run;
    private final List<PushRow> rows;
    private final Set<Long> blocked = new HashSet<>();

    PushBatch(UUID claim, PushRun run, List<PushRow> rows) {
        this.claim = claim;
        this.run = run;
        this.rows = rows;
    }

    UUID claim() {
        return claim;
    }

    PushRun run() {
        return run;
    }

    /** Name of the Odoo connection that the calls go over. */
    public String getVia() {
        return run.getVia();
    }

    /** Whether there is anything in it. */
    public boolean isClaimed() {
        return !rows.isEmpty();
    }

    List<PushRow> open() {
        return rows.stream().filter(row -> !row.isSettled()).toList();
    }

    /** A row of this lane was put back: what follows in the lane is not sent before it. */
    void block(long lane) {
        blocked.add(lane);
    }

    /** The rows that may already be in Odoo. */
    public PushChunk doubtful() {
        return new PushChunk(this, open().stream().filter(PushRow::isInDoubt).toList());
    }

    /** The rows to create; none that follows a row of another kind in its lane. */
    public PushChunk creates() {
        Set<Long> lanes = new HashSet<>(blocked);
        return new PushChunk(
                this,
                open().stream()
                        .filter(row ->
                                row.isCreate() ? !lanes.contains(row.stored().lane()) : no(lanes, row))
                        .toList());
    }

    private static boolean no(Set<Long> lanes, PushRow row) {
        lanes.add(row.stored().lane());
        return false;
    }

    /** The rows to change in Odoo; none whose lane is held up. */
    public PushChunk changes() {
        Set<Long> lanes = new HashSet<>(blocked);
        return new PushChunk(
                this,
                open().stream()
                        .filter(row -> row.isChange() ? lanes.add(row.stored().lane()) : no(lanes, row))
                        .toList());
    }

    boolean isBlocked(PushRow row) {
        return blocked.contains(row.stored().lane());
    }

    void forget(Set<Long> lost) {
        rows.stream().filter(row -> lost.contains(row.stored().id())).forEach(PushRow::settle);
    }
}
