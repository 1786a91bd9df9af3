package gateway.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Turns what Odoo answers into the parts of {@code openapi/dashboard.yaml}. */
@Component("dashboardParts")
public class DashboardParts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, List<String>> VIEWS = Map.of(
            "dashboard", List.of("services", "billing", "arrears", "tickets", "orders"),
            "portal", List.of("tasks", "events", "meetings", "rentals", "documents"));

    /** Begins a collection of the view's parts, as the exchange property {@code parts}. */
    public void begin(@ExchangeProperty("view") String view, Exchange exchange) {
        Collected parts = new Collected(VIEWS.get(view));
        if (view.equals("dashboard")) {
            parts.part("billing").putArray("totals");
            parts.part("arrears").putArray("totals");
        }
        exchange.setProperty("parts", parts);
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
        to.set("orders", Parts.of(answer, (order, item) -> {
            item.put("number", order.text("name"));
            item.put("state", "sent".equals(order.text("state")) ? "quotation" : "confirmed");
            item.put("date", order.moment("date_order"));
            item.put("total", order.number("amount_total"));
            item.put("currency", order.name("currency_id"));
            item.put("reference", order.text("client_order_ref"));
        }));
    }

    public void services(@Body Object answer, @ExchangeProperty("parts") Collected to) throws IOException {
        to.set("services", Parts.of(answer, (line, item) -> {
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
        ObjectNode billing = Parts.of(answer, DashboardParts::invoice);
        billing.putArray("totals");
        to.set("billing", billing);
    }

    /** From all invoices that are open: the totals of the billing, and the arrears. */
    public void open(@Body Object answer, @ExchangeProperty("parts") Collected to) throws IOException {
        List<OdooRecord> open = Parts.records(answer);
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        List<OdooRecord> late = open.stream()
                .filter(invoice -> !"out_refund".equals(invoice.text("move_type")))
                .filter(invoice -> invoice.day("invoice_date_due") != null
                        && invoice.day("invoice_date_due").compareTo(today) < 0)
                .toList();
        ObjectNode arrears = answer instanceof Absent why ? Parts.absent(why) : Parts.of(late, DashboardParts::invoice);
        arrears.set("totals", totals(late));
        to.set("arrears", arrears);
        to.part("billing").set("totals", totals(open));
    }

    /** Helpdesk tickets, or tasks. */
    public void tickets(@Body Object answer, @ExchangeProperty("parts") Collected to) throws IOException {
        to.set("tickets", Parts.of(answer, (ticket, item) -> {
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
}
