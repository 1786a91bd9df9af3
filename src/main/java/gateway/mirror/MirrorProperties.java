package gateway.mirror;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Copies of Odoo's records, for reads.
 *
 * @param enabled whether the flows run by the clock that keep them (default true)
 */
@ConfigurationProperties("hub.mirror")
public record MirrorProperties(@DefaultValue("true") boolean enabled) {}
