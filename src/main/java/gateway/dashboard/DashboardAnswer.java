package gateway.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** The answer of an operation of {@code openapi/dashboard.yaml}. */
@Component("dashboardAnswer")
public class DashboardAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param data null when nothing is known
     * @param part name of the part that is asked for; null for the customer and all parts
     * @return JSON
     * @throws NothingKnownException when there is no data
     */
    public String of(
            @Body DashboardData data,
            @ExchangeProperty("customer") DashboardCustomer customer,
            @ExchangeProperty("part") String part)
            throws JsonProcessingException {
        if (data == null) {
            throw new NothingKnownException("Your data cannot be reached at the moment. Try again in a few minutes.");
        }
        JsonNode parts = JSON.readTree(data.parts());
        ObjectNode answer = JSON.createObjectNode();
        answer.put("success", true);
        answer.put("as_of", data.asOf().toString());
        answer.put("live", data.live());
        if (part == null) {
            ObjectNode all = answer.putObject("data");
            all.set("customer", JSON.readTree(customer.json()));
            all.setAll((ObjectNode) parts);
        } else {
            answer.set("data", parts.path(part));
        }
        return answer.toString();
    }
}
