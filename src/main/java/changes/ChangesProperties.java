package changes;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Changes and who is told of them, {@code hub.changes}.
 *
 * @param told models (as in {@code res.partner}) and flows (as in {@code customers}) whose changes are always written down,
 *     {@code *} for all; those that somebody listens to are in any case (default none)
 * @param retention how long changes are kept, for listeners that come back (default 7 days)
 * @param poll how often changes are looked for while somebody listens (default 200 milliseconds)
 * @param clients listeners at {@code /api/changes} at most; one more is answered with status 503 (default 500)
 * @param clientsPerCaller listeners of one user, key or customer at most; one more is answered with status 429 (default 20)
 * @param clientTime after how long a listener has to come back, so that it is looked at anew what it may hear (default 10
 *     minutes)
 * @param heartbeat how often a listener hears something when nothing changes (default 15 seconds)
 * @param patience a listener that takes nothing for so long is cut (default 30 seconds)
 * @param memory changes that are kept in memory for all listeners together (default 10000)
 */
@Validated
@ConfigurationProperties("hub.changes")
public record ChangesProperties(
        @DefaultValue List<String> told,
        @DefaultValue("7d") Duration retention,
        @DefaultValue("200ms") Duration poll,
        @DefaultValue("500") @Min(0) int clients,
        @DefaultValue("20") @Min(1) int clientsPerCaller,
        @DefaultValue("10m") Duration clientTime,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("10000") @Min(1) int memory) {}
