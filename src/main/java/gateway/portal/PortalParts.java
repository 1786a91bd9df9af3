package gateway.portal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.dashboard.Absent;
import gateway.dashboard.Collected;
import gateway.dashboard.OdooRecord;
import gateway.dashboard.Parts;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** Turns what Odoo answers into the parts of a client's portal, as {@code openapi/portal.yaml} has them. */
@Component("portalParts")
public class PortalParts {
    private static final Pattern PERIOD = Pattern.compile(
            "rental (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d) / (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)");

    public void tasks(@Body Object answer, @ExchangeProperty("parts") Collected to) throws IOException {
        to.set("tasks", Parts.of(answer, (task, item) -> {
            item.put("name", task.text("name"));
            item.put("project", task.name("project_id"));
            item.put("stage", task.name("stage_id"));
            item.put("deadline", task.day("date_deadline"));
            item.put("closed", task.is("is_closed") || task.text("date_end") != null);
            item.put("changed_at", task.moment("date_last_stage_update"));
        }));
    }

    /** Registrations for events. */
    public void events(@Body Object answer, @ExchangeProperty("parts") Collected to) throws IOException {
        to.set("events", Parts.of(answer, (registration, item) -> {
            item.put("event_id", registration.id("event_id"));
            item.put("event", registration.name("event_id"));
            item.put("attendee", registration.text("name"));
            item.put("state", state(registration.text("state")));
            item.put("begins_at", registration.moment("event_begin_date"));
            item.put("ends_at", registration.moment("event_end_date"));
        }));
    }

    private static String state(String odoo) {
        return switch (String.valueOf(odoo)) {
            case "done" -> "attended";
            case "open" -> "confirmed";
            case "cancel" -> "cancelled";
            default -> "unconfirmed";
        };
    }

    /** Meetings of the calendar to which the client is invited. */
    public void meetings(@Body Object answer, @ExchangeProperty("parts") Collected to) throws IOException {
        to.set("meetings", Parts.of(answer, (meeting, item) -> {
            boolean allDay = meeting.is("allday");
            item.put("name", meeting.text("name"));
            item.put("all_day", allDay);
            item.put("begins_at", allDay ? meeting.day("start") : meeting.moment("start"));
            item.put("ends_at", allDay ? meeting.day("stop") : meeting.moment("stop"));
            item.put("location", meeting.text("location"));
        }));
    }

    /** Rentals; where this Odoo has no module for them, the orders that say a period in their source document. */
    public void rentals(@Body Object answer, @ExchangeProperty("parts") Collected to) throws IOException {
        if (answer instanceof Absent) {
            to.set("rentals", Parts.of(answer, (order, item) -> {}));
            return;
        }
        List<OdooRecord> rentals = Parts.records(answer).stream()
                .filter(order -> order.has("is_rental_order")
                        ? order.is("is_rental_order")
                        : period(order).matches())
                .toList();
        to.set("rentals", Parts.of(rentals, PortalParts::rental));
    }

    private static void rental(OdooRecord order, ObjectNode item) {
        boolean known = order.has("rental_start_date");
        Matcher period = period(order);
        boolean kept = period.matches();
        item.put("number", order.text("name"));
        item.put("state", "sent".equals(order.text("state")) ? "quotation" : "confirmed");
        item.put("begins_at", known || !kept ? order.moment("rental_start_date") : moment(period.group(1)));
        item.put("ends_at", known || !kept ? order.moment("rental_return_date") : moment(period.group(2)));
        item.put("status", order.text("rental_status"));
        item.put("date", order.moment("date_order"));
        item.put("reference", order.text("client_order_ref"));
        item.put("total", order.number("amount_total"));
        item.put("currency", order.name("currency_id"));
    }

    private static Matcher period(OdooRecord order) {
        return PERIOD.matcher(String.valueOf(order.text("origin")));
    }

    private static String moment(String odoo) {
        return odoo.replace(' ', 'T') + "Z";
    }

    public void documents(@Body Object answer, @ExchangeProperty("parts") Collected to) throws IOException {
        to.set("documents", Parts.of(answer, (attachment, item) -> {
            item.put("name", attachment.text("name"));
            item.put("res_model", attachment.text("res_model"));
            item.put("res_id", (long) attachment.number("res_id"));
            item.put("create_date", attachment.moment("create_date"));
            item.put("type", attachment.text("mimetype"));
            item.put("size", (long) attachment.number("file_size"));
            item.put("url", "/api/portal/documents/" + attachment.id() + "/content");
        }));
    }
}
