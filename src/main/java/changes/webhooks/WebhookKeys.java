package changes.webhooks;

import changes.webhooks.WebhookProperties.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The webhooks of the settings, and the secrets of all. */
@Component
class WebhookKeys {
    static final String EVENT_LEAD = "event-lead";

    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private final ObjectProvider<WebhookSealing> sealing;

    /** @throws WebhookSettingsException when an address of the settings has no secret that is one */
    WebhookKeys(WebhookProperties settings, ObjectProvider<WebhookSealing> sealing) {
        this.sealing = sealing;
        if (!settings.eventLead().isBlank()) {
            endpoints.put(
                    EVENT_LEAD,
                    new Endpoint(
                            settings.eventLead().strip(),
                            List.of("event.registration"),
                            List.of("created"),
                            settings.eventLeadSecret()));
        }
        if (settings.endpoints() != null) {
            endpoints.putAll(settings.endpoints());
        }
        endpoints.forEach(WebhookKeys::check);
    }

    private static void check(String name, Endpoint endpoint) {
        if (WebhookSecret.read(endpoint.secret()) == null) {
            throw new WebhookSettingsException(
                    name, "has no secret: give it whsec_ and 24 to 64 random bytes in Base64.");
        }
        if (!Webhooks.isAddress(endpoint.url())
                || endpoint.models() == null
                || endpoint.models().isEmpty()) {
            throw new WebhookSettingsException(name, "needs an http or https address, and models.");
        }
    }

    Map<String, Endpoint> ofSettings() {
        return endpoints;
    }

    /** @throws IllegalStateException when the secret cannot be opened, or the settings do not know the webhook any more */
    byte[] of(WebhookRows.Target target) {
        if (target.sealed() != null) {
            return sealing().open(target.sealed(), target.id());
        }
        Endpoint endpoint = endpoints.get(target.name());
        if (endpoint == null) {
            throw new IllegalStateException("The settings of this hub do not know the webhook " + target.name());
        }
        return WebhookSecret.read(endpoint.secret());
    }

    byte[] seal(byte[] secret, long webhook) {
        return sealing().seal(secret, webhook);
    }

    private WebhookSealing sealing() {
        WebhookSealing there = sealing.getIfAvailable();
        if (there == null || !there.isReady()) {
            throw new WebhookRefusal(
                    409,
                    "Secrets of webhooks are kept sealed: set HUB_SECRET_KEYSET_FILE first (keyset create makes one).");
        }
        return there;
    }
}
