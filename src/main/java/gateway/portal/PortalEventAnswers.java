package gateway.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.dashboard.DashboardData;
import gateway.dashboard.NothingKnownException;
import java.io.IOException;
import java.util.Locale;
import java.util.TreeSet;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** What is answered of the events that {@link PortalEvents} has collected. */
@Component("portalEventAnswers")
public class PortalEventAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();

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
        TreeSet<String> names = new TreeSet<>();
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
