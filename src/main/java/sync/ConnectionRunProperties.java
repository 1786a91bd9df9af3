package sync;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Runs of users' connections.
 *
 * @param continuous whether users' connections are pulled by themselves (default true)
 * @param poll how often the process looks what is due (default 2s)
 * @param schedule how often flows run on each connection: an interval such as `1h`, or a Quartz cron expression in the zone of
 *     `hub.flows.zone`; each flow and connection has a moment of its own within the interval, or within ten minutes of the cron's
 *     (default 1h)
 * @param shortest the shortest interval that an owner may choose (default 5m)
 * @param compare how often the ids of a connection are compared with Odoo's, which finds what was deleted there (default 1d)
 * @param runs runs under way at a time in one process; at most half of them on connections that failed last (default 8)
 * @param runsPerHost runs at a time against one Odoo host, in all processes together (default 2)
 * @param runsPerOwner runs at a time for one user, in all processes together (default 2)
 * @param runsPerConnection runs at a time on one connection, in all processes together (default 1)
 * @param pagesPerMinute pages a minute that one process reads of one connection (default 300)
 * @param runTime after this a run stops at the next page; the next one goes on behind it (default 15m)
 * @param lease how long a run is left to the process that claimed it, renewed with each page; longer than a call to Odoo may take,
 *     twice (default 5m)
 * @param backoff pause after the first failure; doubled with each further one (default 1m)
 * @param backoffMaximum the longest pause after failures (default 6h)
 * @param retention how long runs of users' connections are kept; the last of each flow is kept as long as the connection (default 30d)
 */
@Validated
@ConfigurationProperties("hub.connections")
public record ConnectionRunProperties(
        @DefaultValue("true") boolean continuous,
        @DefaultValue("2s") Duration poll,
        @DefaultValue("1h") String schedule,
        @DefaultValue("5m") Duration shortest,
        @DefaultValue("1d") Duration compare,
        @DefaultValue("8") @Min(1) int runs,
        @DefaultValue("2") @Min(1) int runsPerHost,
        @DefaultValue("2") @Min(1) int runsPerOwner,
        @DefaultValue("1") @Min(1) int runsPerConnection,
        @DefaultValue("300") @Min(1) int pagesPerMinute,
        @DefaultValue("15m") Duration runTime,
        @DefaultValue("5m") Duration lease,
        @DefaultValue("1m") Duration backoff,
        @DefaultValue("6h") Duration backoffMaximum,
        @DefaultValue("30d") Duration retention) {}
