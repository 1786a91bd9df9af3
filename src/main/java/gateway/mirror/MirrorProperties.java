package gateway.mirror;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Copies of Odoo's records, for reads.
 *
 * @param enabled whether the flows run by the clock that keep copies of Odoo's records (default true)
 * @param maxAge how old an answer may be when a request does not say {@code max_age} (default 1 minute)
 * @param catchUp how long after a copy was found too old its flow is not started again for another such reader (default 10 s)
 * @param perCaller requests that one caller may send; 0 is without limit (default 600 in 1 minute)
 * @param towardOdoo requests of clients that are passed on to one Odoo; 0 is without limit (default 20 in 1 second)
 */
@ConfigurationProperties("hub.mirror")
public record MirrorProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1m") Duration maxAge,
        @DefaultValue("10s") Duration catchUp,
        @DefaultValue({}) CallerLimits perCaller,
        @DefaultValue({}) OdooLimits towardOdoo) {

    /**
     * So many requests, and as many again in each period.
     *
     * @param requests reads that one caller may send in a period; 0 is without limit (default 600)
     * @param period after which as many may follow (default 1 minute)
     */
    public record CallerLimits(
            @DefaultValue("600") int requests,
            @DefaultValue("1m") Duration period) {}

    /**
     * So many requests, and as many again in each period.
     *
     * @param requests requests of clients that are passed on to Odoo in a period, counting how many records fit as one more; 0 is
     *     without limit. What the hub pulls and pushes is not counted (default 20)
     * @param period after which as many may follow (default 1 second)
     */
    public record OdooLimits(
            @DefaultValue("20") int requests,
            @DefaultValue("1s") Duration period) {}
}
