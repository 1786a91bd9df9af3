package sync;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The table change_hint: what is to be read again, one row a record. Meters: {@code hub.hints.delay} (timer, from the hint to the
 * stored record) and {@code hub.hints.waiting} (gauge).
 */
@Service("hints")
public class Hints {
    private static final int MANY = 100;
    private static final long MILLIS = 1000;

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final HintProperties settings;
    private final Timer delay;

    Hints(JdbcClient database, TransactionTemplate transaction, HintProperties settings, MeterRegistry meters) {
        this.database = database;
        this.transaction = transaction;
        this.settings = settings;
        this.delay = Timer.builder("hub.hints.delay").register(meters);
        Gauge.builder("hub.hints.waiting", this::waiting).register(meters);
    }

    /**
     * Keeps hints; one about a record that waits already costs no further row.
     *
     * @param source {@code webhook}, {@code bus}, {@code catch-up}, or {@code gateway} for what the hub itself has written
     */
    public void add(Collection<Hint> hints, String source) {
        database.sql(
                        "INSERT INTO change_hint AS h (connection, model, odoo_id, source)"
                                + " SELECT DISTINCT c, m, i, :source"
                                + " FROM unnest(:connections::text[], :models::text[], :ids::bigint[]) AS u(c, m, i) ORDER BY c, m, i"
                                + " ON CONFLICT (connection, model, odoo_id) DO UPDATE SET version = h.version + 1,"
                                + " source = CASE WHEN EXCLUDED.source = 'gateway' THEN EXCLUDED.source ELSE h.source END,"
                                + " due_at = CASE WHEN h.attempts > 0 THEN h.due_at ELSE least(h.due_at, clock_timestamp()) END")
                .param("source", source)
                .param("connections", hints.stream().map(Hint::connection).toArray(String[]::new))
                .param("models", hints.stream().map(Hint::model).toArray(String[]::new))
                .param("ids", hints.stream().map(Hint::id).toArray(Long[]::new))
                .update();
        if (hints.size() >= MANY) {
            bound();
        }
    }

    /** Where too many wait for one model, the whole model takes their place. */
    private void bound() {
        database.sql("WITH many AS (SELECT connection, model FROM change_hint WHERE odoo_id > 0"
                        + " GROUP BY connection, model HAVING count(*) > :most), gone AS ("
                        + " DELETE FROM change_hint h USING many m WHERE h.connection = m.connection AND h.model = m.model"
                        + " AND h.odoo_id > 0 AND h.claim IS NULL)"
                        + " INSERT INTO change_hint AS h (connection, model, odoo_id, source)"
                        + " SELECT connection, model, 0, 'catch-up' FROM many"
                        + " ON CONFLICT (connection, model, odoo_id) DO UPDATE SET version = h.version + 1")
                .param("most", settings.most())
                .update();
    }

    /** The hints of one model that nobody follows now, as many as a batch holds; empty when none is due. */
    public Optional<HintClaim> claim() {
        UUID claim = UUID.randomUUID();
        record Claimed(String connection, String model, long odooId, long version, int attempts) {}
        List<Claimed> rows = transaction.execute(status -> {
            database.sql("SELECT pg_advisory_xact_lock(hashtextextended('odoo-hub/change_hint', 0))")
                    .query((row, i) -> 0)
                    .list();
            return database.sql(
                            "WITH next AS (SELECT connection, model FROM change_hint h"
                                    + " WHERE due_at <= clock_timestamp() AND NOT EXISTS (SELECT FROM change_hint o"
                                    + " WHERE o.connection = h.connection AND o.model = h.model AND o.claimed_until > clock_timestamp())"
                                    + " ORDER BY due_at LIMIT 1), taken AS (SELECT h.odoo_id FROM change_hint h JOIN next USING (connection, model)"
                                    + " WHERE h.due_at <= clock_timestamp() ORDER BY h.odoo_id LIMIT :batch FOR UPDATE OF h SKIP LOCKED)"
                                    + " UPDATE change_hint h SET claim = :claim, claimed_until = clock_timestamp() + make_interval(secs => :lease)"
                                    + " FROM next, taken WHERE h.connection = next.connection AND h.model = next.model"
                                    + " AND h.odoo_id = taken.odoo_id RETURNING h.connection, h.model, h.odoo_id, h.version, h.attempts")
                    .param("batch", settings.batch())
                    .param("claim", claim)
                    .param("lease", settings.lease().toSeconds())
                    .query(Claimed.class)
                    .list();
        });
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new HintClaim(
                        claim,
                        rows.get(0).connection(),
                        rows.get(0).model(),
                        rows.stream()
                                .map(r -> new HintClaim.Row(r.odooId(), r.version(), r.attempts()))
                                .toList()));
    }

    /** They were followed. What was hinted again meanwhile is due again at once. */
    public void done(HintClaim c) {
        database.sql("DELETE FROM change_hint h USING unnest(:ids::bigint[], :versions::bigint[]) AS u(id, version)"
                        + " WHERE h.connection = :connection AND h.model = :model AND h.odoo_id = u.id AND h.version = u.version"
                        + " AND h.claim = :claim RETURNING extract(epoch FROM clock_timestamp() - h.hinted_at)::float8")
                .param("ids", c.rows().stream().map(HintClaim.Row::id).toArray(Long[]::new))
                .param("versions", c.rows().stream().map(HintClaim.Row::version).toArray(Long[]::new))
                .param("connection", c.connection())
                .param("model", c.model())
                .param("claim", c.claim())
                .query(Double.class)
                .list()
                .forEach(seconds -> delay.record(Duration.ofMillis(Math.round(seconds * MILLIS))));
        database.sql(
                        "UPDATE change_hint SET claim = NULL, claimed_until = NULL, attempts = 0, hinted_at = clock_timestamp(),"
                                + " due_at = clock_timestamp() WHERE claim = :claim")
                .param("claim", c.claim())
                .update();
    }

    /** They are due again after a pause. @param failed whether it counts as an attempt */
    public void later(HintClaim c, Duration pause, boolean failed) {
        database.sql("UPDATE change_hint SET claim = NULL, claimed_until = NULL, attempts = attempts + :failed,"
                        + " due_at = clock_timestamp() + make_interval(secs => :pause) WHERE claim = :claim")
                .param("failed", failed ? 1 : 0)
                .param("pause", pause.toMillis() / (double) MILLIS)
                .param("claim", c.claim())
                .update();
    }

    private long waiting() {
        return database.sql("SELECT count(*) FROM change_hint")
                .query(Long.class)
                .single();
    }
}
