package connections;

import connections.ConnectionSettings.Allowed;
import java.util.Set;
import odoo.OdooReach;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Whoever sent the request that this thread works on, as far as it matters to where connections may lead. */
@Component
class Requester {
    private static final Set<String> ADMINISTRATOR = Set.of("ROLE_ADMIN", "SCOPE_admin");

    private final ConnectionSettings settings;

    Requester(ConnectionSettings settings) {
        this.settings = settings;
    }

    /** Where a connection may lead that the requester describes. */
    OdooReach reach() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return reach(
                who != null && who.getAuthorities().stream().anyMatch(a -> ADMINISTRATOR.contains(a.getAuthority())));
    }

    /** Where a connection may lead that an administrator, or somebody else, described. */
    OdooReach reach(boolean administrator) {
        boolean inside = settings.privateAddresses() == Allowed.EVERYBODY
                || settings.privateAddresses() == Allowed.ADMINISTRATORS && administrator;
        return inside ? OdooReach.NETWORK : OdooReach.INTERNET;
    }
}
