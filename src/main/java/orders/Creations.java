package orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Creates manufacturing orders that were asked for, each once, whoever asks and however often. */
@Component
class Creations {
    private static final String LEASE = "clock_timestamp() + :lease * interval '1 second'";

    private final JdbcClient jdbc;
    private final Manufacturing manufacturing;
    private final OrderPolicy policy;
    private final OrderSettings settings;

    Creations(JdbcClient jdbc, Manufacturing manufacturing, OrderPolicy policy, OrderSettings settings) {
        this.jdbc = jdbc;
        this.manufacturing = manufacturing;
        this.policy = policy;
        this.settings = settings;
    }

    /**
     * What is asked for.
     *
     * @param key repeats of a request carry the same; null for none
     * @param dates date_start and date_deadline as Odoo writes them, where given
     */
    record Asked(
            String connection,
            String owner,
            String key,
            long product,
            BigDecimal quantity,
            String origin,
            ObjectNode dates) {
        String fingerprint() {
            return product + "/" + quantity.stripTrailingZeros().toPlainString() + "/" + origin + "/" + dates;
        }
    }

    /**
     * A stored one.
     *
     * @param odooId the manufacturing order; null while there is none
     */
    record Stored(long id, String fingerprint, Long odooId) {}

    /** Stores it; of a key that is known, what was stored then. What is a month old is forgotten, unless an order has it. */
    Stored ask(Asked asked) {
        jdbc.sql("DELETE FROM manufacturing_creation c WHERE created_at < now() - interval '30 days'"
                        + " AND NOT EXISTS (SELECT FROM orders o WHERE o.creation = c.id)")
                .update();
        return jdbc.sql("""
            INSERT INTO manufacturing_creation AS c
                (connection, owner, idempotency_key, fingerprint, product_id, quantity, origin, dates)
            VALUES (:connection, :owner, :key, :fingerprint, :product, :quantity, :origin, :dates::jsonb)
            ON CONFLICT (connection, owner, idempotency_key) WHERE idempotency_key IS NOT NULL
                DO UPDATE SET owner = c.owner
            RETURNING id, fingerprint, odoo_id
            """)
                .param("connection", asked.connection())
                .param("owner", asked.owner())
                .param("key", asked.key(), java.sql.Types.VARCHAR)
                .param("fingerprint", asked.fingerprint())
                .param("product", asked.product())
                .param("quantity", asked.quantity())
                .param("origin", asked.origin(), java.sql.Types.VARCHAR)
                .param("dates", asked.dates().toString())
                .query((row, number) -> stored(row))
                .single();
    }

    /** That of an order here which has this source document and the same content: asking for it is asking for the same. */
    Optional<Stored> ofOrder(Asked asked) {
        return jdbc.sql("SELECT c.id, c.fingerprint, c.odoo_id FROM manufacturing_creation c JOIN orders o ON"
                        + " o.creation = c.id WHERE c.connection = ? AND c.origin = ? AND c.product_id = ? AND"
                        + " c.quantity = ? ORDER BY c.id DESC LIMIT 1")
                .params(asked.connection(), asked.origin(), asked.product(), asked.quantity())
                .query((row, number) -> stored(row))
                .optional();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(row.getLong("id"), row.getString("fingerprint"), row.getObject("odoo_id", Long.class));
    }

    /** It was refused, and is not asked for any more. */
    void forget(long id) {
        jdbc.sql("DELETE FROM manufacturing_creation c WHERE id = ? AND odoo_id IS NULL AND sent_at IS NULL"
                        + " AND NOT EXISTS (SELECT FROM orders o WHERE o.creation = c.id)")
                .param(id)
                .update();
    }

    /**
     * Creates it in Odoo.
     *
     * @return the conversation, which tells what came of it; empty while somebody else is at it, or when it is done
     */
    Optional<Creation> create(long id) {
        UUID claim = UUID.randomUUID();
        return jdbc.sql("UPDATE manufacturing_creation c SET claim = :claim, claimed_until = " + LEASE
                        + " WHERE id = :id AND odoo_id IS NULL AND (claimed_until IS NULL OR claimed_until <"
                        + " clock_timestamp()) RETURNING connection, product_id, quantity, origin, dates::text AS"
                        + " dates, after_id, sent_at < clock_timestamp() - :doubt * interval '1 second' AS settled")
                .param("id", id)
                .param("claim", claim)
                .param("lease", settings.lease().toSeconds())
                .param("doubt", settings.doubt().toSeconds())
                .query((row, number) -> conversation(id, claim, row))
                .optional()
                .map(conversation -> hold(id, claim, conversation));
    }

    private Creation conversation(long id, UUID claim, ResultSet row) throws SQLException {
        Long after = row.getObject("after_id", Long.class);
        Creation.New order = new Creation.New(
                row.getLong("product_id"),
                row.getBigDecimal("quantity"),
                row.getString("origin"),
                dates(row.getString("dates")),
                after,
                after == null ? List.of() : others(row.getString("connection"), after),
                row.getBoolean("settled"));
        Creation conversation =
                new Creation(row.getString("connection"), order, policy, newest -> sending(id, claim, newest));
        conversation.fence(() -> renew(id, claim));
        return conversation;
    }

    private Creation hold(long id, UUID claim, Creation conversation) {
        try {
            manufacturing.hold(conversation);
            if (conversation.created() != null) {
                jdbc.sql("SELECT manufacturing_created(?, ?::jsonb)")
                        .params(id, conversation.created().shown().toString())
                        .query()
                        .listOfRows();
            } else if (conversation.isUndone()) {
                jdbc.sql("UPDATE manufacturing_creation SET after_id = NULL, sent_at = NULL WHERE id = ? AND claim = ?")
                        .params(id, claim)
                        .update();
            }
            return conversation;
        } finally {
            jdbc.sql("UPDATE manufacturing_creation SET claim = NULL, claimed_until = NULL WHERE id = ? AND claim = ?")
                    .params(id, claim)
                    .update();
        }
    }

    private List<Long> others(String connection, long after) {
        return jdbc.sql("SELECT odoo_id FROM manufacturing_creation WHERE connection = ? AND odoo_id > ?"
                        + " UNION SELECT odoo_mo_id FROM orders WHERE connection = ? AND odoo_mo_id > ?")
                .params(connection, after, connection, after)
                .query(Long.class)
                .list();
    }

    private void sending(long id, UUID claim, long newest) {
        mine(jdbc.sql("UPDATE manufacturing_creation SET after_id = ?, sent_at = clock_timestamp() WHERE id = ? AND"
                        + " claim = ?")
                .params(newest, id, claim)
                .update());
    }

    private void renew(long id, UUID claim) {
        mine(jdbc.sql("UPDATE manufacturing_creation SET claimed_until = " + LEASE
                        + " WHERE id = :id AND claim = :claim")
                .param("lease", settings.lease().toSeconds())
                .param("id", id)
                .param("claim", claim)
                .update());
    }

    private static void mine(int rows) {
        if (rows == 0) {
            throw new LeaseLostException();
        }
    }

    private static ObjectNode dates(String json) {
        try {
            return (ObjectNode) Conversation.JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
