package gateway.dashboard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import odoo.OdooException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What Odoo last said about each customer, for each view: in memory while it is fresh, in the table {@code dashboard_cache} for
 * when Odoo cannot be asked. Data is found by customer and partner together, so nobody sees another partner's, whatever becomes of the
 * link between the two.
 */
@Component("dashboardCache")
public class DashboardCache {
    private static final Logger LOG = LoggerFactory.getLogger(DashboardCache.class);

    private record Key(String view, long customerId, long partnerId) {}

    private final JdbcClient database;
    private final Cache<Key, DashboardData> fresh;

    DashboardCache(JdbcClient database, DashboardProperties settings) {
        this.database = database;
        this.fresh = Caffeine.newBuilder()
                .expireAfterWrite(settings.fresh())
                .maximumSize(settings.customers())
                .build();
    }

    /**
     * Data that need not be asked for again, or null.
     *
     * @param maxAge how old it may be at most; null for as old as settings allow
     */
    public DashboardData fresh(
            @ExchangeProperty("customer") DashboardCustomer customer,
            @ExchangeProperty("view") String view,
            @ExchangeProperty("maxAge") Duration maxAge) {
        DashboardData known = fresh.getIfPresent(key(view, customer));
        boolean tooOld = known != null
                && maxAge != null
                && known.asOf().isBefore(Instant.now().minus(maxAge));
        return tooOld ? null : known;
    }

    /** Forgets what is fresh. */
    public void clear() {
        fresh.invalidateAll();
    }

    /** Removes what nobody has looked at for so long that it says nothing any more. */
    public void prune() {
        database.sql("DELETE FROM dashboard_cache WHERE as_of < now() - interval '30 days'")
                .update();
    }

    /** How many customers' data is held in memory. */
    public long size() {
        return fresh.estimatedSize();
    }

    /** Keeps what Odoo has just said, in place of what it said before. */
    public DashboardData keep(
            @ExchangeProperty("customer") DashboardCustomer customer,
            @ExchangeProperty("view") String view,
            @ExchangeProperty("parts") Collected parts) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        DashboardData data = new DashboardData(customer.partnerId(), parts.json(), now, true);
        database.sql("""
                        INSERT INTO dashboard_cache (view, customer_id, partner_id, data, as_of)
                        VALUES (:view, nullif(:customer, 0), :partner, :data::jsonb, :asOf)
                        ON CONFLICT (view, partner_id, coalesce(customer_id, 0)) DO UPDATE SET
                            data = EXCLUDED.data, as_of = EXCLUDED.as_of
                        WHERE dashboard_cache.as_of <= EXCLUDED.as_of""")
                .param("view", view)
                .param("customer", customer.id())
                .param("partner", customer.partnerId())
                .param("data", data.parts())
                .param("asOf", Timestamp.from(now))
                .update();
        fresh.put(key(view, customer), data);
        return data;
    }

    /** What Odoo last said, or null when that is not known. */
    public DashboardData last(
            @ExchangeProperty("customer") DashboardCustomer customer,
            @ExchangeProperty("view") String view,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable why) {
        if (why instanceof OdooException odoo) {
            LOG.warn("Dashboards show what was last known: {}", odoo.getMessage());
        } else if (!(why instanceof CallNotPermittedException)) {
            LOG.warn("Dashboards show what was last known", why);
        }
        Collection<DashboardData> found = database.sql("""
                        SELECT partner_id, data::text AS parts, as_of, false AS live FROM dashboard_cache
                        WHERE view = :view AND partner_id = :partner AND coalesce(customer_id, 0) = :customer""")
                .param("view", view)
                .param("customer", customer.id())
                .param("partner", customer.partnerId())
                .query((row, number) -> new DashboardData(
                        row.getLong("partner_id"),
                        row.getString("parts"),
                        row.getTimestamp("as_of").toInstant(),
                        false))
                .list();
        return found.isEmpty() ? null : found.iterator().next();
    }

    private static Key key(String view, DashboardCustomer customer) {
        return new Key(view, customer.id(), customer.partnerId());
    }
}
