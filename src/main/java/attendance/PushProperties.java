package attendance;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How attendances are pushed to Odoo, {@code hub.flows.attendance}.
 *
 * @param cron Quartz cron expression of the daily push, in the zone of {@code hub.flows.zone}; it also takes rows whose next
 *     attempt is later (default {@code 0 0 23 * * ?})
 * @param continuous whether attendances are also pushed as they come (default true)
 * @param poll how often the outbox is looked at when they are (default 5 seconds)
 * @param workers batches under way at a time in one process; an Odoo worker serves one request at a time (default 2)
 * @param batchSize attendances that one create brings at most (default 100)
 * @param lease how long a claimed row is left to the process that claimed it, renewed before each call to Odoo; has to be
 *     longer than the response timeout of a call (default 3 minutes)
 * @param delays pauses before a row is tried again after Odoo stayed busy, away or silent; the last one repeats (default 1
 *     minute, 5 minutes, 30 minutes, 2 hours, 1 day)
 * @param breakerWait how long Odoo is left alone after half of the last calls failed (default 20 seconds)
 */
@ConfigurationProperties("hub.flows.attendance")
public record PushProperties(
        @DefaultValue("0 0 23 * * ?") String cron,
        @DefaultValue("true") boolean continuous,
        @DefaultValue("5s") Duration poll,
        @DefaultValue("2") int workers,
        @DefaultValue("100") int batchSize,
        @DefaultValue("3m") Duration lease,
        @DefaultValue({"1m", "5m", "30m", "2h", "1d"}) List<Duration> delays,
        @DefaultValue("20s") Duration breakerWait) {}
