package gateway.portal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The menu of the portal, as settings have it. */
@Component("portalMenu")
public class PortalMenu {
    private static final int STEP = 10;

    private final List<Map<String, Object>> entries = new ArrayList<>();

    /** @throws IllegalArgumentException when an entry is not {@code name|url} or leads to another scheme than http */
    PortalMenu(PortalProperties settings) {
        for (String entry : settings.menu()) {
            String[] parts = entry.split("=", 2);
            if (parts.length != 2 || parts[0].isBlank() || !parts[1].matches("(/(?!/)|https?://).*")) {
                throw new IllegalArgumentException("hub.portal.menu: '" + entry
                        + "' is not an entry; write it as name|url with a path or an http address, as in"
                        + " Events|/events");
            }
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("id", entries.size() + 1);
            item.put("name", parts[0].strip());
            item.put("url", parts[1].strip());
            item.put("sequence", (entries.size() + 1) * STEP);
            entries.add(item);
        }
    }

    /** The answer of getPortalMenu. */
    public Map<String, Object> get() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("data", entries);
        return answer;
    }
}
