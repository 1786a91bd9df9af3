package orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The operations createOrder and updateOrder, as the bean {@code orderRequests}: what changes goes into the outbox with it. */
@Component("orderRequests")
public class OrderRequests {
    static final String CONNECTION = "default";

    private final JdbcClient jdbc;
    private final Creations creations;
    private final OrderSettings settings;
    private final OrderChanges changes;

    OrderRequests(JdbcClient jdbc, Creations creations, OrderSettings settings, OrderChanges changes) {
        this.jdbc = jdbc;
        this.creations = creations;
        this.settings = settings;
        this.changes = changes;
    }

    /**
     * Stores an order, and what is to be created in Odoo for it. The same order sent again is the one that is there.
     *
     * @param request order_number, product_id, quantity and, where given, deadline, date_planned_start and notes
     * @return id of the order
     * @throws OrderRefusal status 409 when another order has this number
     */
    @Transactional
    public long create(@Body Map<String, Object> request, Exchange exchange) {
        String number = request.get("order_number").toString().strip();
        long product = ((Number) request.get("product_id")).longValue();
        BigDecimal quantity = new BigDecimal(request.get("quantity").toString());
        Instant start = time(request, "date_planned_start");
        Instant deadline = time(request, "deadline");
        Long id = jdbc.sql("""
            INSERT INTO orders (connection, order_number, product_id, quantity, planned_start, deadline, notes, created_by)
            VALUES (:connection, :number, :product, :quantity, :start, :deadline, :notes, :actor)
            ON CONFLICT (connection, order_number) DO NOTHING RETURNING id
            """)
                .param("connection", CONNECTION)
                .param("number", number)
                .param("product", product)
                .param("quantity", quantity)
                .param("start", at(start), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("deadline", at(deadline), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("notes", request.get("notes"), Types.VARCHAR)
                .param("actor", ManufacturingRequests.actor())
                .query(Long.class)
                .optional()
                .orElse(null);
        if (id == null) {
            return same(number, product, quantity);
        }
        ObjectNode dates = Conversation.JSON.createObjectNode();
        if (start != null) {
            dates.put("date_start", Times.odoo(start));
        }
        if (deadline != null) {
            dates.put("date_deadline", Times.odoo(deadline));
        }
        Creations.Stored creation = creations.ask(new Creations.Asked(
                CONNECTION,
                "order " + id,
                null,
                product,
                quantity,
                settings.origin().replace("{order_number}", number),
                dates));
        jdbc.sql("UPDATE orders SET creation = ? WHERE id = ?")
                .params(creation.id(), id)
                .update();
        changed(id);
        exchange.setProperty("created", true);
        return id;
    }

    private long same(String number, long product, BigDecimal quantity) {
        return jdbc.sql("SELECT id FROM orders WHERE connection = ? AND order_number = ? AND product_id = ? AND"
                        + " quantity = ?")
                .params(CONNECTION, number, product, quantity)
                .query(Long.class)
                .optional()
                .orElseThrow(
                        () -> OrderRefusal.of(409, "/order_number", "number-used", "Another order has this number."));
    }

    /**
     * Changes an order.
     *
     * @param request those of quantity, deadline, notes, status, qty_produced, odoo_mo_id and odoo_mo_name that change
     * @param match ETags of which the order has to have one; null for any
     * @return its id; null when there is no such order
     * @throws OrderRefusal saying why it was not changed
     */
    @Transactional
    public Long change(@Header("id") long id, @Body Map<String, Object> request, @Header("If-Match") String match) {
        OrderChanges.Order order = changes.lock(id);
        if (order == null) {
            return null;
        }
        if (match != null && !match.strip().equals("*") && !match.contains("\"" + order.version() + "\"")) {
            throw OrderRefusal.of(
                    412, "If-Match", "changed-meanwhile", "The order is no longer what it was when it was read.");
        }
        boolean push = changes.apply(order, request);
        if (push) {
            changed(id);
        }
        return id;
    }

    private void changed(long id) {
        jdbc.sql("SELECT order_changed(?)").param(id).query().listOfRows();
    }

    static Instant time(Map<String, Object> request, String member) {
        return request.get(member) == null
                ? null
                : Times.read(request.get(member).toString(), "/" + member);
    }

    static OffsetDateTime at(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
