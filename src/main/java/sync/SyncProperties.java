package sync;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How flows pull.
 *
 * @param overlap how far a window reaches back before the last one: at least the longest transaction of the Odoo, which
 *     stamps write_date when a transaction begins (default 15 minutes)
 * @param pageSize records a read brings (default 1000)
 * @param parallel reads under way at a time for one run; an Odoo worker serves one request at a time (default 2)
 * @param columns whether Odoo 19 and newer is asked for columns where a page has nothing but plain fields, which costs it a quarter of
 *     what reading record by record does (default true)
 * @param requiredMaxAge flows that another one joins are pulled again first when older than this (default 1 hour)
 * @param deletionGuardPercent a reconciliation refuses to look at more than this share of the rows as missing, because an
 *     empty or denied answer is not a deletion (default 10)
 * @param deletionGuardMinimum fewer missing rows than this are never refused (default 25)
 * @param runAtStart whether a flow that never completed is pulled when the hub starts (default true)
 * @param logRetention how long the log of pulls and pushes keeps a line (default 90 days)
 * @param redelivery how often and how long apart a call is tried again that fails for a passing reason
 */
@ConfigurationProperties("hub.sync")
public record SyncProperties(
        @DefaultValue("15m") Duration overlap,
        @DefaultValue("1000") int pageSize,
        @DefaultValue("2") int parallel,
        @DefaultValue("true") boolean columns,
        @DefaultValue("1h") Duration requiredMaxAge,
        @DefaultValue("10") int deletionGuardPercent,
        @DefaultValue("25") int deletionGuardMinimum,
        @DefaultValue("true") boolean runAtStart,
        @DefaultValue("90d") Duration logRetention,
        @DefaultValue Redelivery redelivery) {

    /**
     * Redelivery in memory, with exponential backoff and jitter. What is still failing then fails the run, which resumes
     * with the next one.
     *
     * @param attempts how often a call is tried again (default 5)
     * @param delay milliseconds before the first time; doubled each time (default 1000)
     * @param maximumDelay milliseconds at most (default 30000)
     */
    public record Redelivery(
            @DefaultValue("5") int attempts,
            @DefaultValue("1000") long delay,
            @DefaultValue("30000") long maximumDelay) {}
}
