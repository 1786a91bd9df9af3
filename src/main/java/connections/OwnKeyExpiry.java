package connections;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import odoo.NoConnectionException;
import odoo.OdooComponent;
import odoo.OdooConnection;
import odoo.OdooConstants;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * When the API key of the hub's own connection expires. The gauge {@code hub.odoo.key.expires} is the number of seconds until the
 * earliest of its user's keys does, and NaN where Odoo does not tell, where none expires, and for a password. A route calls it.
 */
@Component("ownKeyExpiry")
public class OwnKeyExpiry {
    private static final Logger LOG = LoggerFactory.getLogger(OwnKeyExpiry.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWN = "default";

    private final OdooComponent odoo;
    private final ProducerTemplate template;
    private volatile Instant earliest;

    OwnKeyExpiry(OdooComponent odoo, ProducerTemplate template, MeterRegistry meters) {
        this.odoo = odoo;
        this.template = template;
        Gauge.builder("hub.odoo.key.expires", this::seconds)
                .description("Until the API key expires")
                .baseUnit("seconds")
                .tag("connection", OWN)
                .register(meters);
    }

    /** Asks Odoo. What was known stays when it cannot be asked: the flows say that aloud. */
    public void look() {
        try {
            OdooConnection own = odoo.getConnections().get(OWN);
            earliest = own.secret().looksLikeApiKey() ? ask(own.username()) : null;
        } catch (NoConnectionException | CamelExecutionException | IOException failed) {
            LOG.debug("Odoo does not say when the key expires", failed);
        }
    }

    private Instant ask(String username) throws IOException {
        ArrayNode usable = JSON.createArrayNode();
        usable.addArray().add("user_id.login").add("=").add(username);
        usable.addArray().add("scope").add("in").addArray().add("rpc").add(false);
        byte[] keys = template.requestBodyAndHeaders(
                KeyExpiry.KEYS,
                null,
                Map.of(OdooConstants.CONNECTION, OWN, OdooConstants.DOMAIN, usable.toString()),
                byte[].class);
        Map<String, Object> expiry = KeyExpiry.of(JSON.readTree(keys), Instant.now());
        return expiry == null || expiry.get("earliest") == null ? null : Instant.parse((String) expiry.get("earliest"));
    }

    private double seconds() {
        Instant moment = earliest;
        return moment == null
                ? Double.NaN
                : Duration.between(Instant.now(), moment).toSeconds();
    }
}
