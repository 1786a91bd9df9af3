package realtime;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** The operations of {@code openapi/connection-webhooks.yaml}. */
@Component("hookRequests")
public class HookRequests {
    private static final int CREATED = 201;

    private final Installation installation;

    HookRequests(Installation installation) {
        this.installation = installation;
    }

    /** Installs; status 201. */
    public Map<String, Object> install(@Header("id") String id, @Body Map<String, Object> request, Exchange exchange) {
        Object hubUrl = request.get("hub_url");
        List<Rule> rules = installation.install(new Installation.Request(
                key(id),
                Boolean.TRUE.equals(request.get("bus")),
                request.get("models") instanceof Collection<?> some
                        ? some.stream().map(String::valueOf).toList()
                        : List.of(),
                hubUrl == null ? null : hubUrl.toString()));
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, CREATED);
        return answer("Odoo says from now on what changes.", rules);
    }

    /** What is installed. */
    public Map<String, Object> list(@Header("id") String id) {
        List<Rule> rules = installation.list(key(id));
        return answer(rules.isEmpty() ? "Nothing is installed." : "Installed.", rules);
    }

    /** Removes everything. */
    public Map<String, Object> remove(@Header("id") String id) {
        installation.remove(key(id), List.of());
        return answer("Odoo says nothing by itself any more.", List.of());
    }

    /** @throws HookRefusal status 404 for what is no key of a connection */
    private static String key(String id) {
        if (id.matches("[1-9][0-9]{0,17}")) {
            return "c" + id;
        }
        if (!id.equals("default") && !id.matches("c[1-9][0-9]{0,17}")) {
            throw new HookRefusal(404, "There is no such connection.");
        }
        return id;
    }

    private static Map<String, Object> answer(String message, List<Rule> rules) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("message", message);
        answer.put("data", rules.stream().map(HookRequests::json).toList());
        return answer;
    }

    /** Without its target, which holds a secret. */
    private static Map<String, Object> json(Rule rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", rule.id());
        json.put("model", rule.model());
        json.put("event", rule.event());
        json.put("kind", rule.kind());
        json.put("active", rule.active());
        return json;
    }
}
