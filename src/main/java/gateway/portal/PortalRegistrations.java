package gateway.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** For routes: registers people for events. Somebody who registers twice is registered once. */
@Component("portalRegistrations")
public class PortalRegistrations {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Holds the request to the rules, and keeps it as the exchange property {@code registration}. */
    public void check(@Body Map<String, Object> request, @Header("id") long event, Exchange exchange) {
        Map<String, Object> registration = new LinkedHashMap<>();
        registration.put("event_id", event);
        registration.put("name", text(request, "name"));
        registration.put("email", text(request, "email").toLowerCase(Locale.ROOT));
        registration.put("phone", text(request, "phone"));
        if (text(request, "name").isEmpty()) {
            throw PortalRefusal.ofField("/name", "required", "Give the name of who comes.");
        }
        if (!text(request, "email").matches("[^\\s@<>,;:\"\\\\]+@[^\\s@<>,;:\"\\\\]+")) {
            throw PortalRefusal.ofField("/email", "email", "This is not an email address.");
        }
        exchange.setProperty("registration", registration);
    }

    /** The domain of a registration like this one that is there already. */
    public String same(@ExchangeProperty("registration") Map<String, Object> registration)
            throws JsonProcessingException {
        return JSON.writeValueAsString(List.of(
                List.of("event_id", "=", registration.get("event_id")),
                List.of("email", "=", registration.get("email")),
                List.of("name", "=", registration.get("name")),
                List.of("state", "!=", "cancel")));
    }

    /** Whether Odoo counts none. */
    public boolean isNew(@Body byte[] count) throws IOException {
        return JSON.readTree(count).asLong() == 0;
    }

    /** What Odoo is to create; the partner is the one who is signed in, whatever the request says. */
    public Map<String, Object> values(
            @ExchangeProperty("registration") Map<String, Object> registration,
            @ExchangeProperty("partner") Long partner) {
        Map<String, Object> values = new LinkedHashMap<>(registration);
        if (partner != null && partner > 0) {
            values.put("partner_id", partner);
        }
        return values;
    }

    /** The answer, which is the same whether somebody was registered before. */
    public Map<String, Object> answer(
            @ExchangeProperty("registration") Map<String, Object> registration, Exchange exchange) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 201);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("message", "You are registered.");
        answer.put("data", Map.of("event_id", registration.get("event_id")));
        return answer;
    }

    private static String text(Map<String, Object> request, String member) {
        return request.get(member) instanceof String text
                ? text.replaceAll("\\p{Cntrl}", " ").strip()
                : "";
    }
}
