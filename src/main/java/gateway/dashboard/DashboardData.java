package gateway.dashboard;

import java.time.Instant;

/**
 * What a customer's dashboard shows.
 *
 * @param partnerId whose data it is
 * @param parts the parts by name, as JSON
 * @param asOf when Odoo gave it
 * @param live false when Odoo could not be asked this time
 */
public record DashboardData(long partnerId, String parts, Instant asOf, boolean live) {
    @Override
    public String toString() {
        return "DashboardData[partnerId=" + partnerId + ", asOf=" + asOf + ", live=" + live + "]";
    }
}
