package gateway.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The parts of a view so far. Those that nothing was asked about are empty and say that the customer is not linked. */
public final class Collected {
    private final ObjectNode parts = new ObjectMapper().createObjectNode();

    /** @param names of all parts that the view has */
    public Collected(List<String> names) {
        names.forEach(name -> parts.set(name, Parts.absent(Absent.NOT_LINKED)));
    }

    /** Puts a part in the place of what is there. */
    public void set(String name, JsonNode part) {
        parts.set(name, part);
    }

    /** The part as it is now. */
    public ObjectNode part(String name) {
        return (ObjectNode) parts.path(name);
    }

    String json() {
        return parts.toString();
    }
}
