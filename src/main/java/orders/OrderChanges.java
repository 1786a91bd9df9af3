package orders;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What may be changed about an order, and what has to be in Odoo then. */
@Component
class OrderChanges {
    private final JdbcClient jdbc;

    OrderChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An order as it is.
     *
     * @param sent whether its manufacturing order is, or may be, in Odoo
     */
    record Order(long id, int version, String status, Long odooId, String link, boolean sent) {}

    /** Null when there is no such order. */
    Order lock(long id) {
        return jdbc.sql("SELECT o.id, o.version, o.status, o.odoo_mo_id, o.odoo_link, o.odoo_mo_id IS NOT NULL OR"
                        + " c.sent_at IS NOT NULL OR c.claimed_until > clock_timestamp() AS sent FROM orders o"
                        + " LEFT JOIN manufacturing_creation c ON c.id = o.creation WHERE o.id = ? AND"
                        + " o.connection = ? FOR UPDATE OF o")
                .params(id, OrderRequests.CONNECTION)
                .query((row, number) -> new Order(
                        row.getLong("id"),
                        row.getInt("version"),
                        row.getString("status"),
                        row.getObject("odoo_mo_id", Long.class),
                        row.getString("odoo_link"),
                        row.getBoolean("sent")))
                .optional()
                .orElse(null);
    }

    /** Writes the change down. @return whether something of it is for Odoo */
    boolean apply(Order order, Map<String, Object> request) {
        link(order, request);
        quantity(order, request);
        boolean push = deadline(order, request);
        jdbc.sql("UPDATE orders SET notes = CASE WHEN :given THEN :notes ELSE notes END, version = version + 1,"
                        + " updated_at = clock_timestamp() WHERE id = :id")
                .param("given", request.containsKey("notes"))
                .param("notes", request.get("notes"), Types.VARCHAR)
                .param("id", order.id())
                .update();
        return status(order, request) || push;
    }

    /** To a manufacturing order that a client has created by itself; the one to be created for it is not, then. */
    private void link(Order order, Map<String, Object> request) {
        Number odooId = (Number) request.get("odoo_mo_id");
        if (odooId == null || Long.valueOf(odooId.longValue()).equals(order.odooId())) {
            return;
        }
        if (order.sent() && !order.link().equals("deleted")) {
            throw OrderRefusal.of(
                    409, "/odoo_mo_id", "linked", "The order has a manufacturing order of its own in Odoo already.");
        }
        try {
            jdbc.sql("UPDATE orders SET odoo_mo_id = :odoo, odoo_mo_name = :name, odoo_link = 'linked',"
                            + " odoo_state = NULL, creation = NULL WHERE id = :id")
                    .param("odoo", odooId.longValue())
                    .param("name", request.get("odoo_mo_name"), Types.VARCHAR)
                    .param("id", order.id())
                    .update();
        } catch (DuplicateKeyException e) {
            throw OrderRefusal.of(
                    409, "/odoo_mo_id", "linked-elsewhere", "Another order is linked to this manufacturing order.");
        }
        withdraw(order);
        jdbc.sql("SELECT order_sees(o.id, m.data, m.write_date, m.deleted) FROM orders o JOIN mirror m"
                        + " ON m.connection = o.connection AND m.model = 'mrp.production' AND m.odoo_id = o.odoo_mo_id"
                        + " WHERE o.id = ?")
                .param(order.id())
                .query()
                .listOfRows();
    }

    private void withdraw(Order order) {
        jdbc.sql("DELETE FROM outbox WHERE flow = 'orders' AND subject = ? AND status <> 'claimed'")
                .param(order.id())
                .update();
    }

    private void quantity(Order order, Map<String, Object> request) {
        if (request.get("quantity") == null) {
            return;
        }
        BigDecimal quantity = new BigDecimal(request.get("quantity").toString());
        int changed = jdbc.sql("WITH o AS (UPDATE orders SET quantity = :q WHERE id = :id AND (:free OR quantity = :q)"
                        + " RETURNING creation)"
                        + " UPDATE manufacturing_creation c SET quantity = :q FROM o WHERE c.id = o.creation")
                .param("q", quantity)
                .param("id", order.id())
                .param("free", !order.sent())
                .update();
        if (changed == 0) {
            throw OrderRefusal.of(
                    409,
                    "/quantity",
                    "quantity-fixed",
                    "The manufacturing order is in Odoo; its quantity is changed there.");
        }
    }

    private boolean deadline(Order order, Map<String, Object> request) {
        Instant deadline = OrderRequests.time(request, "deadline");
        if (deadline == null) {
            return false;
        }
        jdbc.sql("WITH o AS (UPDATE orders SET deadline = :deadline, wanted_deadline = odoo_mo_id IS NOT NULL,"
                        + " wanted_at = clock_timestamp() WHERE id = :id RETURNING creation) UPDATE"
                        + " manufacturing_creation c SET dates = dates || jsonb_build_object('date_deadline',"
                        + " :text::text) FROM o WHERE c.id = o.creation AND c.odoo_id IS NULL")
                .param("deadline", OrderRequests.at(deadline))
                .param("text", Times.odoo(deadline))
                .param("id", order.id())
                .update();
        return order.odooId() != null;
    }

    private boolean status(Order order, Map<String, Object> request) {
        Object produced = request.get("qty_produced");
        BigDecimal quantity = produced == null ? null : new BigDecimal(produced.toString());
        if (quantity != null) {
            jdbc.sql("UPDATE orders SET qty_produced = ? WHERE id = ?")
                    .params(quantity, order.id())
                    .update();
        }
        String status = (String) request.get("status");
        if (status == null || status.equals(order.status())) {
            return false;
        }
        List<String> allowed = Status.from(order.status());
        if (!allowed.contains(status)) {
            throw OrderRefusal.of(new Refusal(
                    409,
                    "not-possible",
                    "An order that is " + order.status() + " cannot become " + status + ".",
                    "Ask for one of the allowed ones.",
                    order.status(),
                    allowed));
        }
        boolean never = status.equals(Status.CANCELLED) && !order.sent();
        jdbc.sql("UPDATE orders SET status = :status, wanted_status = CASE WHEN :never THEN NULL ELSE :status END,"
                        + " wanted_quantity = :quantity, wanted_at = clock_timestamp() WHERE id = :id")
                .param("status", status)
                .param("never", never)
                .param("quantity", quantity != null && quantity.signum() > 0 ? quantity : null, Types.NUMERIC)
                .param("id", order.id())
                .update();
        if (never) {
            withdraw(order);
        }
        return !never && !order.link().equals("deleted");
    }
}
