package sync;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How hints that records changed in Odoo are followed.
 *
 * @param continuous whether hints are looked for again and again; one that comes in here is followed at once either way (default true)
 * @param poll how often the process looks for hints that others left (default 1s)
 * @param gather for how long writes through the gateway gather, so that their records are read again together; a read of one that
 *     waits goes to Odoo (default 200ms)
 * @param workers models that are read at a time in one process (default 4)
 * @param batch records that are read again at a time (default 500)
 * @param most hints that wait for one model of a connection; above that the whole model is pulled instead (default 10000)
 * @param lease how long hints are left to the process that claimed them; longer than reading a batch may take (default 5m)
 */
@Validated
@ConfigurationProperties("hub.hints")
public record HintProperties(
        @DefaultValue("true") boolean continuous,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("200ms") Duration gather,
        @DefaultValue("4") @Min(1) int workers,
        @DefaultValue("500") @Min(1) int batch,
        @DefaultValue("10000") @Min(1) int most,
        @DefaultValue("5m") Duration lease) {}
