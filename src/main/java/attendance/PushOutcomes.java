package attendance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import sync.Outbox;

/** Writes down what became of claimed rows. Nothing is written for a row that another process took over. */
@Component("attendanceOutcomes")
public class PushOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(PushOutcomes.class);
    private static final String UNKNOWN = "unknown-outcome";

    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final PushMetrics metrics;
    private final List<Duration> delays;

    PushOutcomes(Outbox outbox, JdbcClient jdbc, PushMetrics metrics, PushProperties settings) {
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.metrics = metrics;
        this.delays = settings.delays();
    }

    /** Odoo created the rows of the chunk and answered with their ids. */
    public void created(PushChunk chunk, byte[] answer) {
        List<Long> ids = OdooAttendance.ids(answer);
        List<PushRow> rows = chunk.rows();
        if (ids.size() != rows.size()) {
            throw new IllegalStateException("Odoo created " + ids.size() + " records of " + rows.size());
        }
        ArrayNode told = OdooAttendance.JSON.createArrayNode();
        for (int i = 0; i < ids.size(); i++) {
            tell(
                    told,
                    rows.get(i),
                    ids.get(i),
                    rows.get(i).stored().checkIn(),
                    rows.get(i).stored().checkOut());
        }
        done(chunk.batch(), rows, told, true);
    }

    /** Odoo holds what it should: the change of the chunk's one row was made, or had been made before. */
    public void changed(PushChunk chunk) {
        PushRow row = chunk.only();
        ArrayNode told = OdooAttendance.JSON.createArrayNode();
        if (row.stored().voided()) {
            tell(told, row, null, null, null);
        } else {
            tell(told, row, row.odooId(), row.stored().checkIn(), row.stored().checkOut());
        }
        done(chunk.batch(), List.of(row), told, true);
    }

    /** Takes what Odoo holds for these rows; ended tells whether that is all that was to be done. */
    void adopted(PushBatch batch, List<PushRow> rows, boolean ended) {
        if (!rows.isEmpty()) {
            ArrayNode told = OdooAttendance.JSON.createArrayNode();
            rows.forEach(row -> tell(told, row, row.odooId(), row.pushedCheckIn(), row.pushedCheckOut()));
            done(batch, rows, told, ended);
        }
    }

    /** There is nothing to be done in Odoo. */
    void nothing(PushBatch batch, PushRow row) {
        outbox.end(row.stored().id(), batch.claim(), row.stored().revision());
        row.settle();
    }

    private static void tell(ArrayNode told, PushRow row, Long odooId, Instant checkIn, Instant checkOut) {
        told.addObject()
                .put("id", row.stored().id())
                .put("subject", row.stored().subject())
                .put("revision", row.stored().revision())
                .put("odoo_id", odooId)
                .put("check_in", checkIn == null ? null : checkIn.toString())
                .put("check_out", checkOut == null ? null : checkOut.toString());
    }

    private void done(PushBatch batch, List<PushRow> rows, ArrayNode told, boolean ended) {
        jdbc.sql(OutboxSql.DONE)
                .param("rows", told.toString())
                .param("claim", batch.claim())
                .param("ended", ended)
                .query(Long.class)
                .single();
        if (ended) {
            rows.forEach(PushRow::settle);
            batch.run().pushed(rows.size());
            metrics.pushed(rows.size());
        }
    }

    void dead(PushBatch batch, PushRow row, PushCause cause, String more) {
        Map<String, String> words = jdbc.sql(OutboxSql.WORDS)
                .param("cause", cause.word())
                .param("subject", row.stored().subject())
                .param("person", row.stored().personId())
                .param("more", more, Types.VARCHAR)
                .query((told, number) -> Map.of(
                        "cause", cause.word(), "detail", told.getString("detail"), "remedy", told.getString("remedy")))
                .single();
        outbox.dead(row.stored().id(), batch.claim(), row.stored().revision(), words);
        row.settle();
        batch.run().failed(1);
        metrics.dead(cause);
    }

    /** Odoo did not take the rows of the chunk now: they wait, and what follows in their lanes with them. */
    public void putBack(PushChunk chunk, Map<String, String> failure) {
        List<PushRow> rows = chunk.rows();
        boolean unknown = failure.get("cause").equals(UNKNOWN);
        LOG.warn(
                "{} attendances wait to be pushed again ({}): {}",
                rows.size(),
                failure.get("cause"),
                failure.get("detail"));
        outbox.putBack(
                rows.stream().map(row -> row.stored().id()).toList(),
                rows.stream()
                        .filter(PushRow::isInDoubt)
                        .map(row -> row.stored().id())
                        .toList(),
                unknown,
                chunk.batch().claim(),
                delays,
                failure);
        rows.forEach(row -> {
            row.settle();
            chunk.batch().block(row.stored().lane());
        });
        chunk.batch().run().failed(rows.size());
    }

    /**
     * Odoo refuses the chunk. When the reason is not in its rows but in how Odoo is set up, they wait.
     *
     * @param failure cause, detail and remedy
     */
    public void refuse(PushChunk chunk, Map<String, String> failure) {
        if (failure.get("cause").equals("not-set-up")) {
            putBack(chunk, failure);
            stop(chunk.batch());
        } else {
            chunk.refuse(failure);
        }
    }

    /** Nothing more is sent for now, and nothing happened to the rows: they are let go with the batch. */
    public void stop(PushBatch batch) {
        batch.run().stop();
        batch.open().forEach(row -> batch.block(row.stored().lane()));
    }
}
