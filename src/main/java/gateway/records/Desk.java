package gateway.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import odoo.OdooConstants;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** Asks Odoo one thing, through the route {@code gateway-ask}. */
@Component
class Desk {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String CONNECTION = "default";

    private final ProducerTemplate template;

    Desk(ProducerTemplate template) {
        this.template = template;
    }

    /**
     * @param method of the model
     * @param body as the odoo component takes it
     * @param headers of the odoo component, see {@link OdooConstants}
     * @return Odoo's answer; a null node where the method returns nothing
     * @throws RuntimeException the typed failure of the odoo component
     */
    JsonNode ask(String model, String method, Object body, Map<String, Object> headers) {
        Exchange done = template.request("direct:gateway-ask", exchange -> {
            exchange.setProperty("odooCall", model + "/" + method);
            exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
            exchange.getMessage().setHeader(OdooConstants.CONNECTION, CONNECTION);
            exchange.getMessage().setBody(body);
        });
        if (done.getException() instanceof RuntimeException failed) {
            throw failed;
        }
        if (done.getException() != null) {
            throw new IllegalStateException(done.getException());
        }
        return tree(done.getMessage().getBody(byte[].class));
    }

    /** Records that fit, with these fields. */
    JsonNode search(String model, String fields, JsonNode domain, int limit) {
        return ask(
                model,
                "search_read",
                null,
                Map.of(
                        OdooConstants.FIELDS,
                        fields,
                        OdooConstants.DOMAIN,
                        domain.toString(),
                        OdooConstants.ORDER,
                        "id",
                        OdooConstants.LIMIT,
                        limit,
                        OdooConstants.CONTEXT,
                        "{\"active_test\": false}"));
    }

    private static JsonNode tree(byte[] json) {
        try {
            return json == null || json.length == 0 ? JSON.nullNode() : JSON.readTree(json);
        } catch (IOException notJson) {
            throw new IllegalStateException("Odoo's answer is not JSON", notJson);
        }
    }
}
