package attendance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import sync.Outbox;

/** Claims rows of the outbox, in order of each lane, for as long as a lease lasts. */
@Component("attendanceOutbox")
public class AttendanceOutbox {
    static final String FLOW = "attendance";
    static final String CONNECTION = "default";

    /** Claims that may find nothing but rows to put off, before a drain gives up until the next tick. */
    private static final int MOST_TRIES = 100;

    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final PushProperties settings;
    private final CamelContext camel;

    AttendanceOutbox(
            Outbox outbox,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            PushProperties settings,
            CamelContext camel) {
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.settings = settings;
        this.camel = camel;
    }

    /**
     * Claims rows that are due.
     *
     * @return an empty batch when there are none, the run has stopped or the hub is stopping
     */
    public PushBatch claim(PushRun run) {
        UUID claim = UUID.randomUUID();
        for (int i = 0; i < MOST_TRIES && !run.isStopped() && !camel.isStopping(); i++) {
            Claimed claimed = transaction.execute(status -> claim(claim, run.due()));
            if (!claimed.rows().isEmpty() || claimed.putOff() == 0) {
                return new PushBatch(claim, run, claimed.rows());
            }
        }
        return new PushBatch(claim, run, List.of());
    }

    /** Lets go of what is left of a batch and claims the next. */
    public PushBatch next(PushBatch batch) {
        release(batch);
        return claim(batch.run());
    }

    private record Claimed(List<PushRow> rows, long putOff) {}

    private Claimed claim(UUID claim, OffsetDateTime due) {
        Outbox.Claimed claimed = outbox.claim(FLOW, CONNECTION, claim, settings.lease(), settings.batchSize(), due);
        // Read with a statement of its own: what is read is then never older than the revision that was claimed.
        return new Claimed(claimed.doubts().isEmpty() ? List.of() : read(claimed.doubts()), claimed.putOff());
    }

    private List<PushRow> read(Map<Long, Boolean> doubts) {
        return jdbc.sql(OutboxSql.READ)
                .param("ids", doubts.keySet().toArray(Long[]::new))
                .query((row, number) -> new PushRow(stored(row, doubts)))
                .list();
    }

    private static PushRow.Stored stored(ResultSet row, Map<Long, Boolean> doubts) throws SQLException {
        return new PushRow.Stored(
                row.getLong("id"),
                row.getLong("subject"),
                row.getLong("lane"),
                row.getInt("revision"),
                doubts.get(row.getLong("id")),
                row.getBoolean("there"),
                row.getString("person_id"),
                row.getObject("employee", Long.class),
                row.getString("employee_status"),
                instant(row, "check_in"),
                instant(row, "check_out"),
                row.getBoolean("voided"),
                row.getObject("odoo_id", Long.class),
                instant(row, "pushed_check_in"),
                instant(row, "pushed_check_out"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /**
     * The fence before each call to Odoo: renews the lease and drops rows that are no longer this batch's.
     *
     * @param call the method to be called: create, search_read, read, write or unlink
     * @return the body of the call
     * @throws ClaimLostException when none is left
     */
    public String renew(PushChunk chunk, String call) {
        List<PushRow> rows = chunk.rows();
        Set<Long> kept = outbox.renew(ids(rows), chunk.batch().claim(), settings.lease());
        Set<Long> lost = new HashSet<>();
        rows.stream()
                .map(row -> row.stored().id())
                .filter(id -> !kept.contains(id))
                .forEach(lost::add);
        chunk.batch().forget(lost);
        if (kept.isEmpty()) {
            throw new ClaimLostException();
        }
        return chunk.body(call);
    }

    /** Rows that nothing happened to wait again, as they did before. */
    void release(PushBatch batch) {
        List<PushRow> open = batch.open();
        outbox.release(ids(open), ids(open.stream().filter(PushRow::isInDoubt).toList()), batch.claim());
        open.forEach(PushRow::settle);
    }

    private static List<Long> ids(List<PushRow> rows) {
        return rows.stream().map(row -> row.stored().id()).toList();
    }
}
