package connections;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Saved connections.
 *
 * @param privateAddresses for whom an Odoo's address that comes over REST may lead to this machine or its network:
 *     `administrators` (keys of the scope admin included), `everybody` or `nobody` (default administrators). Link-local
 *     addresses and those of cloud metadata are never allowed
 */
@ConfigurationProperties("hub.connections")
public record ConnectionSettings(
        @DefaultValue("administrators") Allowed privateAddresses) {
    /** For whom something is allowed. */
    public enum Allowed {
        ADMINISTRATORS,
        EVERYBODY,
        NOBODY
    }
}
