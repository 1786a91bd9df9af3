package gateway.portal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.dashboard.Collected;
import gateway.dashboard.DashboardCustomer;
import gateway.dashboard.OdooRecord;
import gateway.dashboard.Parts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Collects the events that everybody may see: those that are published and not over, with the seats that are left. */
@Component("portalEvents")
public class PortalEvents {
    private static final DateTimeFormatter ODOO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final Duration LIVE = Duration.ofSeconds(1);
    private static final DashboardCustomer EVERYBODY = new DashboardCustomer(0, 0, "{}");

    private final PortalProperties settings;

    PortalEvents(PortalProperties settings) {
        this.settings = settings;
    }

    /** Says whose view it is and how old it may be. */
    public void view(@Header("live") Boolean live, Exchange exchange) {
        exchange.setProperty("view", "events");
        exchange.setProperty("customer", EVERYBODY);
        age(live, exchange);
    }

    /** Says how old a view may be. @param live whether it has to be of this second */
    public void age(@Header("live") Boolean live, Exchange exchange) {
        if (Boolean.TRUE.equals(live)) {
            exchange.setProperty("maxAge", LIVE);
        }
    }

    /** Begins the collection of events. */
    public void begin(Exchange exchange) {
        exchange.setProperty("parts", new Collected(List.of("events")));
    }

    /** The domain of events that are not over. */
    public String ahead() {
        return "[[\"date_end\",\">=\",\"" + ODOO.format(Instant.now()) + "\"]]";
    }

    /** Keeps the names of tags and their categories for the events to come. */
    public void tags(@Body Object answer, Exchange exchange) throws IOException {
        Map<Long, String> names = new HashMap<>();
        for (OdooRecord tag : Parts.records(answer)) {
            names.put(tag.id(), tag.text("name"));
        }
        exchange.setProperty("tags", names);
    }

    public void events(
            @Body Object answer,
            @ExchangeProperty("tags") Map<Long, String> tags,
            @ExchangeProperty("parts") Collected to)
            throws IOException {
        List<OdooRecord> published = Parts.records(answer).stream()
                .filter(event -> event.has("is_published")
                        ? event.is("is_published")
                        : settings.publicStages().contains(event.name("stage_id")))
                .toList();
        to.set(
                "events",
                published.isEmpty() && !(answer instanceof byte[])
                        ? Parts.of(answer, (event, item) -> {})
                        : Parts.of(published, (event, item) -> describe(event, item, tags)));
    }

    private static void describe(OdooRecord event, ObjectNode item, Map<Long, String> tags) {
        boolean limited = event.is("seats_limited") && event.number("seats_max") > 0;
        int left = (int) event.number("seats_available");
        item.put("name", event.text("name"));
        item.put("begins_at", event.moment("date_begin"));
        item.put("ends_at", event.moment("date_end"));
        item.put("time_zone", event.text("date_tz"));
        item.put("location", event.name("address_id"));
        item.put("type", event.name("event_type_id"));
        ArrayNode names = item.putArray("tags");
        event.json().path("tag_ids").forEach(id -> {
            if (tags.get(id.asLong()) != null) {
                names.add(tags.get(id.asLong()));
            }
        });
        item.put("description", PlainText.of(event.text("description")));
        if (limited) {
            item.put("seats_left", left);
        } else {
            item.putNull("seats_left");
        }
        item.put(
                "open",
                event.has("event_registrations_open") ? event.is("event_registrations_open") : !limited || left > 0);
    }
}
