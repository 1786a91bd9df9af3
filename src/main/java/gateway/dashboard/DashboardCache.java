package gateway.dashboard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.sql.Timestamp;
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
 * What Odoo last said about each customer: in memory while it is fresh, in the table {@code dashboard_cache} for when Odoo
 * cannot be asked. Data is found by customer and partner together, so nobody sees another partner's, whatever becomes of the
 * link between the two.
 */
@Component("dashboardCache")
public class DashboardCache {
    private static final Logger LOG = LoggerFactory.getLogger(DashboardCache.class);

    private record Key(long customerId, long partnerId) {}

    private final JdbcClient database;
    private final Cache<Key, DashboardData> fresh;

    DashboardCache(JdbcClient database, DashboardProperties settings) {
        this.database = database;
        this.fresh = Caffeine.newBuilder()
                .expireAfterWrite(settings.fresh())
                .maximumSize(settings.customers())
                .build();
    }

    /** Data that need not be asked for again, or null. */
    public DashboardData fresh(@ExchangeProperty("customer") DashboardCustomer customer) {
        return fresh.getIfPresent(key(customer));
    }

    /** Forgets what is fresh. */
    public void clear() {
        fresh.invalidateAll();
    }

    /** How many customers' data is held in memory. */
    public long size() {
        return fresh.estimatedSize();
    }

    /** Keeps what Odoo has just said, in place of what it said before. */
    public DashboardData keep(
            @ExchangeProperty("customer") DashboardCustomer customer,
            @ExchangeProperty("parts") DashboardParts.Collected parts) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        DashboardData data = new DashboardData(customer.partnerId(), parts.json(), now, true);
        database.sql("""
                        INSERT INTO dashboard_cache (customer_id, partner_id, data, as_of)
                        VALUES (:customer, :partner, :data::jsonb, :asOf)
                        ON CONFLICT (customer_id) DO UPDATE SET
                            partner_id = EXCLUDED.partner_id, data = EXCLUDED.data, as_of = EXCLUDED.as_of
                        WHERE dashboard_cache.as_of <= EXCLUDED.as_of""")
                .param("customer", customer.id())
                .param("partner", customer.partnerId())
                .param("data", data.parts())
                .param("asOf", Timestamp.from(now))
                .update();
        fresh.put(key(customer), data);
        return data;
    }

    /** What Odoo last said, or null when that is not known. */
    public DashboardData last(
            @ExchangeProperty("customer") DashboardCustomer customer,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable why) {
        if (why instanceof OdooException odoo) {
            LOG.warn("Dashboards show what was last known: {}", odoo.getMessage());
        } else if (!(why instanceof CallNotPermittedException)) {
            LOG.warn("Dashboards show what was last known", why);
        }
        Collection<DashboardData> found = database.sql("""
                        SELECT partner_id, data::text AS parts, as_of, false AS live FROM dashboard_cache
                        WHERE customer_id = :customer AND partner_id = :partner""")
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

    private static Key key(DashboardCustomer customer) {
        return new Key(customer.id(), customer.partnerId());
    }
}
