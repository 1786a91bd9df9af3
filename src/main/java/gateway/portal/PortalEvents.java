package gateway.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.dashboard.Collected;
import gateway.dashboard.DashboardCustomer;
import gateway.dashboard.DashboardData;
import gateway.dashboard.NothingKnownException;
import gateway.dashboard.OdooRecord;
import gateway.dashboard.Parts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Events that everybody may see: those that are published and not over, with the seats that are left. */
@Component("portalEvents")
public class PortalEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter ODOO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final Duration LIVE = Duration.ofSeconds(1);
    private static final DashboardCustomer EVERYBODY = new DashboardCustomer(0, 0, "{}");

    private final PortalProperties settings;

    PortalEvents(PortalProperties settings) {
        this.settings = settings;
    }

    /** Says whose view it is and how old it may be. @param live whether it has to be of this second */
    public void view(@Header("live") Boolean live, Exchange exchange) {
        exchange.setProperty("view", "events");
        exchange.setProperty("customer", EVERYBODY);
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

    /**
     * The answer of listEvents.
     *
     * @param from earliest day of the end, such as 2026-02-06; null for all
     * @param to latest day of the beginning; null for all
     * @param text that name, place, description or a tag holds; null for all
     * @param tag name of a tag or a type; null for all
     */
    public String list(
            @Body DashboardData data,
            @Header("from") String from,
            @Header("to") String to,
            @Header("q") String text,
            @Header("tag") String tag)
            throws IOException {
        ObjectNode events = all(data);
        ArrayNode chosen = JSON.createArrayNode();
        ArrayNode categories = JSON.createArrayNode();
        java.util.TreeSet<String> names = new java.util.TreeSet<>();
        for (JsonNode event : events.path("items")) {
            event.path("tags").forEach(name -> names.add(name.asText()));
            if (event.path("type").isTextual()) {
                names.add(event.path("type").asText());
            }
            if (within(event, from, to) && holds(event, text) && isOf(event, tag)) {
                chosen.add(event);
            }
        }
        names.forEach(categories::add);
        events.set("items", chosen);
        events.set("categories", categories);
        return answer(data, events);
    }

    private static boolean within(JsonNode event, String from, String to) {
        boolean begun =
                from == null || from.isBlank() || event.path("ends_at").asText().compareTo(from) >= 0;
        return begun
                && (to == null
                        || to.isBlank()
                        || event.path("begins_at").asText().compareTo(to + "~") < 0);
    }

    private static boolean holds(JsonNode event, String text) {
        String all = event.path("name").asText() + "\n" + event.path("location").asText("") + "\n"
                + event.path("description").asText("") + "\n" + event.path("tags");
        return text == null
                || all.toLowerCase(Locale.ROOT).contains(text.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean isOf(JsonNode event, String tag) {
        if (tag == null || tag.isBlank() || event.path("type").asText("").equals(tag)) {
            return true;
        }
        for (JsonNode name : event.path("tags")) {
            if (name.asText().equals(tag)) {
                return true;
            }
        }
        return false;
    }

    /** The answer of getEvent. @throws PortalRefusal status 404 when there is none that everybody may see */
    public String one(@Body DashboardData data, @Header("id") long id) throws IOException {
        return answer(data, find(data, id));
    }

    /** @throws PortalRefusal status 404 when there is no such event; 409 when it takes no registrations */
    public void takesRegistrations(@Body DashboardData data, @Header("id") long id) throws IOException {
        if (!find(data, id).path("open").asBoolean()) {
            throw PortalRefusal.of(409, "This event takes no registrations any more.");
        }
    }

    private static JsonNode find(DashboardData data, long id) throws IOException {
        for (JsonNode event : all(data).path("items")) {
            if (event.path("id").asLong() == id) {
                return event;
            }
        }
        throw PortalRefusal.of(404, "There is no such event, or not any more.");
    }

    private static ObjectNode all(DashboardData data) throws IOException {
        if (data == null) {
            throw new NothingKnownException(
                    "The events cannot be looked up at the moment. Try again in a few minutes.");
        }
        return (ObjectNode) JSON.readTree(data.parts()).path("events");
    }

    private static String answer(DashboardData data, JsonNode content) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("success", true);
        answer.put("as_of", data.asOf().toString());
        answer.put("live", data.live());
        answer.set("data", content);
        return answer.toString();
    }
}
