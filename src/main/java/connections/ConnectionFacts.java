package connections;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import odoo.OdooConstants;
import odoo.OdooException;
import odoo.Secret;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What an Odoo says, over a connection, of its user: what they may see, and when their key ends. */
@Component
@Profile("!no-database")
class ConnectionFacts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProducerTemplate template;

    ConnectionFacts(ProducerTemplate template) {
        this.template = template;
    }

    /** How many the user may see; null where that cannot be asked. */
    Long count(String connection, String model) {
        try {
            byte[] answer = template.requestBodyAndHeader(
                    "odoo:" + model + "/search_count", null, OdooConstants.CONNECTION, connection, byte[].class);
            return JSON.readTree(answer).longValue();
        } catch (CamelExecutionException | IOException failed) {
            if (failed instanceof IOException || failed.getCause() instanceof OdooException) {
                return null;
            }
            throw (CamelExecutionException) failed;
        }
    }

    /** As {@link KeyExpiry}; null for a password, or where Odoo does not tell. */
    Map<String, Object> keyExpiry(String connection, long user, Secret secret) {
        if (!secret.looksLikeApiKey()) {
            return null;
        }
        String usable = "[[\"user_id\", \"=\", " + user + "], [\"scope\", \"in\", [\"rpc\", false]]]";
        try {
            byte[] keys = template.requestBodyAndHeaders(
                    KeyExpiry.KEYS,
                    null,
                    Map.of(OdooConstants.CONNECTION, connection, OdooConstants.DOMAIN, usable),
                    byte[].class);
            return KeyExpiry.of(JSON.readTree(keys), Instant.now());
        } catch (CamelExecutionException | IOException failed) {
            if (failed instanceof IOException || failed.getCause() instanceof OdooException) {
                return null;
            }
            throw (CamelExecutionException) failed;
        }
    }
}
