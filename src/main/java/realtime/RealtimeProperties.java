package realtime;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How Odoo says by itself that records changed.
 *
 * @param queue hints that one process holds in memory until they are stored; above that the whole model takes the place of its records
 *     (default 10000)
 * @param refresh how often secrets and channels are read that another process made (default 2s)
 * @param hubUrl where Odoo reaches the hub, for the address of webhooks (default that of `hub.accounts.public-url`)
 * @param bus whether the hub listens to the bus of connections that announce changes there (default true)
 * @param busUrl where the bus of the hub's own Odoo is when it is not at the address of the connection, such as
 *     http://127.0.0.1:8072 where no proxy leads /websocket to Odoo's own port for it
 * @param ping how often the bus is asked whether it is still there; one that stays silent for twice as long is connected anew
 *     (default 20s)
 * @param lease how long a listener is missing before another process takes its place (default 15s)
 * @param pause longest pause before the bus is connected anew (default 1m)
 */
@Validated
@ConfigurationProperties("hub.realtime")
public record RealtimeProperties(
        @DefaultValue("10000") @Min(1) int queue,
        @DefaultValue("2s") Duration refresh,
        String hubUrl,
        @DefaultValue("true") boolean bus,
        String busUrl,
        @DefaultValue("20s") Duration ping,
        @DefaultValue("15s") Duration lease,
        @DefaultValue("1m") Duration pause) {}
