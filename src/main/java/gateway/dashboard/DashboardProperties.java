package gateway.dashboard;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The customers' dashboard.
 *
 * @param fresh how long the dashboard shows a customer's data without asking Odoo again (default 1 minute)
 * @param customers customers whose data is held in memory at most (default 2000)
 */
@ConfigurationProperties("hub.dashboard")
public record DashboardProperties(
        @DefaultValue("1m") Duration fresh,
        @DefaultValue("2000") long customers) {}
