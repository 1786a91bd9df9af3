package orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import sync.Outbox;

/** Claimed rows of the outbox with their orders, and what is written down when they are done. */
@Component
class OrderRows {
    private static final String OVERTAKEN = "changed-in-odoo";

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final OrderPolicy policy;
    private final OrderSettings settings;

    OrderRows(JdbcClient jdbc, Outbox outbox, OrderPolicy policy, OrderSettings settings) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.policy = policy;
        this.settings = settings;
    }

    /**
     * A claimed row.
     *
     * @param creation null when there is nothing to be created
     * @param state as Odoo had it when it was seen last; null when that is not known
     * @param wanted status that the order is to have; null to leave it
     */
    record Row(
            long id,
            long subject,
            int revision,
            String connection,
            Long creation,
            Long odooId,
            String state,
            String wanted,
            BigDecimal quantity,
            Instant deadline,
            Instant wantedAt) {
        boolean isToBeCreated() {
            return odooId == null && creation != null;
        }

        boolean isWanting() {
            return Status.state(wanted) != null || deadline != null;
        }
    }

    List<Row> of(Collection<Long> ids) {
        return jdbc.sql("""
            SELECT x.id, x.subject, x.revision, x.connection, o.creation, o.odoo_mo_id, o.odoo_state, o.wanted_status,
                   o.wanted_quantity, CASE WHEN o.wanted_deadline THEN o.deadline END AS deadline, o.wanted_at
            FROM outbox x LEFT JOIN orders o ON o.id = x.subject WHERE x.id = ANY(:ids) ORDER BY x.id
            """)
                .param("ids", ids.toArray(Long[]::new))
                .query((row, number) -> new Row(
                        row.getLong("id"),
                        row.getLong("subject"),
                        row.getInt("revision"),
                        row.getString("connection"),
                        row.getObject("creation", Long.class),
                        row.getObject("odoo_mo_id", Long.class),
                        row.getString("odoo_state"),
                        row.getString("wanted_status"),
                        row.getBigDecimal("wanted_quantity"),
                        instant(row.getObject("deadline", OffsetDateTime.class)),
                        instant(row.getObject("wanted_at", OffsetDateTime.class))))
                .list();
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** What brings the manufacturing order to what the order says, unless Odoo's own change counts. */
    Walk walk(Row row) {
        ObjectNode values = Conversation.JSON.createObjectNode();
        if (row.deadline() != null) {
            values.put("date_deadline", Times.odoo(row.deadline()));
        }
        String state = Status.state(row.wanted());
        BigDecimal producing = States.CANCEL.equals(state) || state == null ? null : row.quantity();
        return new Walk(
                row.connection(),
                row.odooId(),
                new ProductionChange(state, producing, values, order -> overtaken(row, order)),
                policy);
    }

    /** Of a state that was changed here and there, who counts, which is written down; a deadline alone is ours to say. */
    private Refusal overtaken(Row row, Production order) {
        boolean changed = row.state() != null && !order.state().equals(row.state());
        if (!changed || row.wanted() == null) {
            return null;
        }
        Instant there = LocalDateTime.parse(order.writeDate().replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        boolean ours = settings.conflicts() == OrderSettings.Conflicts.LAST_WRITER && there.isBefore(row.wantedAt());
        jdbc.sql("SELECT order_disputed(?, ?, ?, ?)")
                .params(row.subject(), order.state(), there.atOffset(ZoneOffset.UTC), ours)
                .query()
                .listOfRows();
        return ours
                ? null
                : Refusal.of(409, OVERTAKEN, "The order was changed in Odoo, and that counts.", "Nothing to do.");
    }

    /** What Odoo said last of the manufacturing order goes into the mirror, which the order follows. */
    void seen(Row row, Walk walk) {
        if (walk.refusal() != null && walk.refusal().status() == 404) {
            jdbc.sql("SELECT order_sees(?, '{}', NULL, true)")
                    .param(row.subject())
                    .query()
                    .listOfRows();
        } else if (walk.order() != null) {
            if (walk.refusal() != null && OVERTAKEN.equals(walk.refusal().cause())) {
                jdbc.sql("SELECT order_yields(?, ?)")
                        .params(row.subject(), walk.order().state())
                        .query()
                        .listOfRows();
            }
            jdbc.sql("SELECT manufacturing_seen(?, ?::jsonb)")
                    .params(row.connection(), walk.order().shown().toString())
                    .query()
                    .listOfRows();
            jdbc.sql("SELECT order_sees(o.id, m.data, m.write_date, m.deleted) FROM orders o JOIN mirror m ON"
                            + " m.connection = o.connection AND m.model = 'mrp.production' AND m.odoo_id = o.odoo_mo_id WHERE o.id"
                            + " = ?")
                    .param(row.subject())
                    .query()
                    .listOfRows();
        }
    }

    boolean isDone(Row row, Walk walk) {
        boolean overtaken =
                walk.refusal() != null && OVERTAKEN.equals(walk.refusal().cause());
        return overtaken || walk.refusal() == null && walk.failure() == null;
    }

    /** The row leaves the outbox; or it waits again, when more is wanted of an order that was just created. */
    void done(UUID claim, Row row, Conversation conversation) {
        if (conversation instanceof Creation && row.isWanting()) {
            outbox.release(List.of(row.id()), List.of(), claim);
            return;
        }
        if (conversation instanceof Walk) {
            jdbc.sql("UPDATE orders SET wanted_deadline = false WHERE id = ? AND deadline IS NOT DISTINCT FROM"
                            + " ?::timestamptz")
                    .params(row.subject(), OrderRequests.at(row.deadline()))
                    .update();
        }
        outbox.end(row.id(), claim, row.revision());
    }
}
