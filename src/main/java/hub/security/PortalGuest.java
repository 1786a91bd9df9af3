package hub.security;

import accounts.CustomerAuthentication;
import accounts.RateLimits;
import accounts.sessions.OdooSessionAuthentication;
import accounts.sessions.OdooUser;
import gateway.dashboard.DashboardCustomer;
import gateway.dashboard.DashboardCustomers;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** For routes of the portal: who asks, be it a customer with a token or a user of Odoo with a session. */
@Component("portalGuest")
@Profile("!no-database")
public class PortalGuest {
    private final DashboardCustomers customers;
    private final RateLimits limits;

    PortalGuest(DashboardCustomers customers, RateLimits limits) {
        this.customers = customers;
        this.limits = limits;
    }

    /** @throws AuthenticationCredentialsNotFoundException when nobody is signed in, which the security chain rules out */
    public DashboardCustomer find() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who instanceof CustomerAuthentication customer) {
            return customers.find(customer.getPrincipal());
        }
        if (who instanceof OdooSessionAuthentication session) {
            OdooUser user = session.getPrincipal();
            return customers.ofPartner(user.partnerId(), user.name(), user.login());
        }
        throw new AuthenticationCredentialsNotFoundException("Nobody is signed in.");
    }

    /** Sets the exchange property {@code partner} where somebody is signed in; leaves the body alone. */
    public void recognise(Exchange exchange) {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who instanceof CustomerAuthentication || who instanceof OdooSessionAuthentication) {
            exchange.setProperty("partner", find().partnerId());
        }
    }

    /** Counts a request for something public. @throws accounts.AccountRefusal status 429 */
    public void count() {
        limits.request();
    }

    /** Counts a registration, of which Odoo sends mail. @throws accounts.AccountRefusal status 429 */
    public void countRegistration(@ExchangeProperty("registration") Map<String, Object> registration) {
        limits.mail("event:" + registration.get("email"));
    }
}
