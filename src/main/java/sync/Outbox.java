package sync;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Rows of the outbox, of any flow: claimed in order of each lane for as long as a lease lasts, let go, put back or given up.
 * What a row is about, and when it is done, its flow knows.
 */
@Component
public class Outbox {
    private final JdbcClient jdbc;

    Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What was claimed.
     *
     * @param doubts ids of the rows, and of each whether it was in doubt before
     * @param putOff how many rows were put off, because what is before them in their lane is not due
     */
    public record Claimed(Map<Long, Boolean> doubts, long putOff) {}

    /** Claims rows that are due. Inside a transaction: claims of one flow and connection come one after the other. */
    public Claimed claim(String flow, String connection, UUID claim, Duration lease, int batch) {
        return claim(flow, connection, claim, lease, batch, OffsetDateTime.MAX);
    }

    /** The same, but of those that are due now only what was due by then. */
    public Claimed claim(String flow, String connection, UUID claim, Duration lease, int batch, OffsetDateTime due) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('outbox/' || :flow || '/' || :connection))")
                .param("flow", flow)
                .param("connection", connection)
                .query()
                .listOfRows();
        jdbc.sql("UPDATE outbox SET status = 'waiting', claim = NULL, claimed_until = NULL"
                        + " WHERE status = 'claimed' AND claimed_until < statement_timestamp() AND flow = :flow")
                .param("flow", flow)
                .update();
        Map<Long, Boolean> doubts = new HashMap<>();
        long[] putOff = {0};
        jdbc.sql(OutboxSql.CLAIM)
                .param("flow", flow)
                .param("connection", connection)
                .param("claim", claim)
                .param("lease", lease.toSeconds())
                .param("batch", batch)
                .param("due", due)
                .query(row -> {
                    putOff[0] = row.getLong("put_off");
                    long id = row.getLong("id");
                    if (!row.wasNull()) {
                        doubts.put(id, row.getBoolean("was_in_doubt"));
                    }
                });
        return new Claimed(doubts, putOff[0]);
    }

    /** Renews the lease of these rows; the ids of those that are still this claim's. */
    public Set<Long> renew(Collection<Long> ids, UUID claim, Duration lease) {
        return new HashSet<>(
                jdbc.sql("UPDATE outbox SET claimed_until = clock_timestamp() + :lease * interval '1 second'"
                                + " WHERE id = ANY(:ids) AND status = 'claimed' AND claim = :claim RETURNING id")
                        .param("lease", lease.toSeconds())
                        .param("ids", ids.toArray(Long[]::new))
                        .param("claim", claim)
                        .query(Long.class)
                        .list());
    }

    /** Rows that nothing happened to wait again, as they did before; those in doubt stay so. */
    public void release(Collection<Long> ids, Collection<Long> doubtful, UUID claim) {
        if (!ids.isEmpty()) {
            jdbc.sql("UPDATE outbox SET status = 'waiting', claim = NULL, claimed_until = NULL,"
                            + " in_doubt = id = ANY(:doubtful) WHERE id = ANY(:ids) AND claim = :claim")
                    .param("ids", ids.toArray(Long[]::new))
                    .param("doubtful", doubtful.toArray(Long[]::new))
                    .param("claim", claim)
                    .update();
        }
    }

    /**
     * They wait for longer each time.
     *
     * @param unknown whether all of them are in doubt now
     * @param delays pauses; the last one repeats
     * @param failure cause, detail and remedy
     */
    public void putBack(
            Collection<Long> ids,
            Collection<Long> doubtful,
            boolean unknown,
            UUID claim,
            List<Duration> delays,
            Map<String, String> failure) {
        jdbc.sql(OutboxSql.PUT_BACK)
                .param("ids", ids.toArray(Long[]::new))
                .param("doubtful", doubtful.toArray(Long[]::new))
                .param("unknown", unknown)
                .param("claim", claim)
                .param("delays", delays.stream().map(Duration::toMillis).toArray(Long[]::new))
                .param("cause", failure.get("cause"))
                .param("detail", failure.get("detail"))
                .param("remedy", failure.get("remedy"))
                .update();
    }

    /** It will not succeed by itself; but when its subject has changed since it was claimed it is tried once more. */
    public void dead(long id, UUID claim, int revision, Map<String, String> failure) {
        jdbc.sql(OutboxSql.DEAD)
                .param("id", id)
                .param("claim", claim)
                .param("revision", revision)
                .param("cause", failure.get("cause"))
                .param("detail", failure.get("detail"))
                .param("remedy", failure.get("remedy"))
                .update();
    }

    /** There is nothing more to be done; but when its subject has changed since it was claimed it waits again. */
    public void end(long id, UUID claim, int revision) {
        jdbc.sql("DELETE FROM outbox WHERE id = ? AND claim = ? AND revision = ?")
                .params(id, claim, revision)
                .update();
        jdbc.sql("UPDATE outbox SET status = 'waiting', claim = NULL, claimed_until = NULL, in_doubt = false"
                        + " WHERE id = ? AND claim = ?")
                .params(id, claim)
                .update();
    }
}
