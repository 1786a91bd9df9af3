package gateway.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Turns what Odoo answers into the parts of {@code openapi/dashboard.yaml}. */
@Component("dashboardParts")
public class DashboardParts {
    /** How many items a part holds at most; routes ask for one more, to know whether there are more. */
    static final int MOST = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The parts so far. Those that nothing was asked about are empty and say that the customer is not linked. */
    public static final class Collected {
        private final ObjectNode parts = JSON.createObjectNode();

        Collected() {
            for (String part : List.of("services", "billing", "arrears", "tickets", "orders")) {
                ObjectNode empty = absent(Absent.NOT_LINKED);
                if (part.equals("billing") || part.equals("arrears")) {
                    empty.putArray("totals");
                }
                parts.set(part, empty);
            }
        }

        String json() {
            return parts.toString();
        }
    }

    /** Begins a collection, as the exchange property {@code parts}. */
    public void begin(Exchange exchange) {
        exchange.setProperty("parts", new Collected());
    }

    /** The commercial partner of the record that Odoo gave; 0 when there is no such record. */
    public long commercial(@Body Object answer) throws IOException {
        return JSON.readTree((byte[]) answer)
                .path(0)
                .path("commercial_partner_id")
                .path(0)
                .asLong();
    }

    /** For the error policy: what stands in the place of records that Odoo does not give. */
    public void refused(Exchange exchange) {
        Throwable why = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        exchange.getMessage().setBody(Absent.because(why));
    }

    public void orders(@Body Object answer, @ExchangeProperty("parts") Collected to) throws IOException {
        to.parts.set("orders", part(answer, (order, item) -> {
            item.put("number", order.text("name"));
            item.put("state", "sent".equals(order.text("state")) ? "quotation" : "confirmed");
            item.put("date", order.moment("date_order"));
            item.put("total", order.number("amount_total"));
            item.put("currency", order.name("currency_id"));
            item.put("reference", order.text("client_order_ref"));
        }));
    }

    public void services(@Body Object answer, @ExchangeProperty("parts") Collected to) throws IOException {
        to.parts.set("services", part(answer, (line, item) -> {
            String product = line.name("product_id");
            item.put("name", product == null ? line.text("name") : product);
            item.put("order", line.name("order_id"));
            item.put("quantity", line.number("product_uom_qty"));
            item.put("delivered", line.number("qty_delivered"));
            item.put("amount", line.number("price_subtotal"));
            item.put("currency", line.name("currency_id"));
        }));
    }

    public void invoices(@Body Object answer, @ExchangeProperty("parts") Collected to) throws IOException {
        ObjectNode billing = part(answer, DashboardParts::invoice);
        billing.putArray("totals");
        to.parts.set("billing", billing);
    }

    /** From all invoices that are open: the totals of the billing, and the arrears. */
    public void open(@Body Object answer, @ExchangeProperty("parts") Collected to) throws IOException {
        List<OdooRecord> open = new ArrayList<>();
        if (!(answer instanceof Absent)) {
            JSON.readTree((byte[]) answer).forEach(json -> open.add(new OdooRecord(json)));
        }
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        List<OdooRecord> late = open.stream()
                .filter(invoice -> !"out_refund".equals(invoice.text("move_type")))
                .filter(invoice -> invoice.day("invoice_date_due") != null
                        && invoice.day("invoice_date_due").compareTo(today) < 0)
                .toList();
        ObjectNode arrears = answer instanceof Absent why ? absent(why) : part(late, DashboardParts::invoice);
        arrears.set("totals", totals(late));
        to.parts.set("arrears", arrears);
        ((ObjectNode) to.parts.path("billing")).set("totals", totals(open));
    }

    /** Helpdesk tickets, or tasks. */
    public void tickets(@Body Object answer, @ExchangeProperty("parts") Collected to) throws IOException {
        to.parts.set("tickets", part(answer, (ticket, item) -> {
            item.put("number", ticket.text("ticket_ref"));
            item.put("subject", ticket.text("name"));
            item.put("stage", ticket.name("stage_id"));
            item.put("closed", ticket.is("is_closed") || ticket.text("close_date") != null);
            item.put("created_at", ticket.moment("create_date"));
            item.put("changed_at", ticket.moment("date_last_stage_update"));
        }));
    }

    private static void invoice(OdooRecord invoice, ObjectNode item) {
        item.put("number", invoice.text("name"));
        item.put(
                "kind",
                switch (String.valueOf(invoice.text("move_type"))) {
                    case "out_refund" -> "credit_note";
                    case "out_receipt" -> "receipt";
                    default -> "invoice";
                });
        item.put("date", invoice.day("invoice_date"));
        item.put("due", invoice.day("invoice_date_due"));
        item.put("total", invoice.number("amount_total"));
        item.put("open", invoice.number("amount_residual"));
        item.put("currency", invoice.name("currency_id"));
        item.put("state", invoice.text("payment_state"));
    }

    private static ArrayNode totals(List<OdooRecord> invoices) {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        for (OdooRecord invoice : invoices) {
            BigDecimal amount = BigDecimal.valueOf(invoice.number("amount_residual"));
            boolean credit = "out_refund".equals(invoice.text("move_type"));
            sums.merge(String.valueOf(invoice.name("currency_id")), credit ? amount.negate() : amount, BigDecimal::add);
        }
        ArrayNode totals = JSON.createArrayNode();
        sums.forEach((currency, amount) ->
                totals.addObject().put("currency", currency).put("amount", amount.doubleValue()));
        return totals;
    }

    private static ObjectNode part(Object answer, BiConsumer<OdooRecord, ObjectNode> map) throws IOException {
        if (answer instanceof Absent why) {
            return absent(why);
        }
        List<OdooRecord> records = new ArrayList<>();
        for (JsonNode json : JSON.readTree((byte[]) answer)) {
            records.add(new OdooRecord(json));
        }
        return part(records, map);
    }

    private static ObjectNode part(List<OdooRecord> records, BiConsumer<OdooRecord, ObjectNode> map) {
        ObjectNode part = JSON.createObjectNode();
        ArrayNode items = part.putArray("items");
        records.stream().limit(MOST).forEach(record -> {
            ObjectNode item = items.addObject().put("id", record.id());
            map.accept(record, item);
        });
        part.put("more", records.size() > MOST);
        part.putNull("note");
        return part;
    }

    private static ObjectNode absent(Absent why) {
        ObjectNode part = JSON.createObjectNode();
        part.putArray("items");
        part.put("more", false);
        part.put("note", why.note());
        return part;
    }
}
