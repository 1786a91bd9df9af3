package changes.webhooks;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import odoo.OdooReach;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Addresses that are called when something changes, {@code hub.webhooks}.
 *
 * @param eventLead address that is called for each new registration for an event; empty for none
 * @param eventLeadSecret what those calls are signed with, {@code whsec_} and 24 to 64 bytes in Base64
 * @param endpoints more addresses by name, as in {@code hub.webhooks.endpoints.shop.url}
 * @param reach where addresses may lead: {@code internet}, {@code network} (private addresses as well) or {@code any} (this
 *     machine as well) (default internet)
 * @param push whether webhooks are called as changes come (default true)
 * @param poll how often changes are looked at for webhooks (default 1 second)
 * @param batchSize calls that are claimed at a time for one webhook (default 50)
 * @param parallel webhooks that are called side by side (default 4)
 * @param lease how long a claimed call is left to whoever took it (default 3 minutes)
 * @param timeout how long an answer may take as a whole (default 10 seconds)
 * @param attempts after so many attempts a call becomes a dead letter (default 12)
 * @param delays pauses before a call is made again; the last one repeats (default 5 seconds, 30 seconds, 2 minutes, 10 minutes,
 *     1 hour, 6 hours)
 * @param disableAfter after so many failed calls in a row, whichever, a webhook is disabled (default 50)
 */
@Validated
@ConfigurationProperties("hub.webhooks")
public record WebhookProperties(
        @DefaultValue("") String eventLead,
        @DefaultValue("") String eventLeadSecret,
        Map<String, Endpoint> endpoints,
        @DefaultValue("internet") OdooReach reach,
        @DefaultValue("true") boolean push,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("50") @Min(1) int batchSize,
        @DefaultValue("4") @Min(1) int parallel,
        @DefaultValue("3m") Duration lease,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("12") @Min(1) int attempts,

        @DefaultValue({"5s", "30s", "2m", "10m", "1h", "6h"})
        List<Duration> delays,

        @DefaultValue("50") @Min(1) int disableAfter) {

    /**
     * One address.
     *
     * @param url where to
     * @param models of which models, {@code *} for all
     * @param operations of created, updated, archived, restored, deleted; all when none is named
     * @param secret {@code whsec_} and 24 to 64 bytes in Base64
     */
    public record Endpoint(String url, List<String> models, List<String> operations, String secret) {
        @Override
        public String toString() {
            return "Endpoint[models=" + models + "]";
        }
    }

    @Override
    public String toString() {
        return "WebhookProperties[reach=" + reach + "]";
    }
}
