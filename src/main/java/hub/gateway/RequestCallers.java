package hub.gateway;

import accounts.ApiKeyAuthentication;
import accounts.CustomerAuthentication;
import accounts.sessions.OdooSessionAuthentication;
import accounts.sessions.OdooUser;
import accounts.users.HubUser;
import accounts.users.UserAuthentication;
import gateway.policy.Caller;
import gateway.policy.Caller.Role;
import gateway.policy.Callers;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Whom the policy is held against: each kind of sign-in that there is becomes a {@link Caller} here. A new kind is one more case of
 * {@link #of}.
 */
@Component
class RequestCallers implements Callers {
    private static final String ADMINISTRATOR = "ROLE_ADMIN";
    private static final String SCOPE = ApiKeyAuthentication.AUTHORITY;

    private final JdbcClient database;

    RequestCallers(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Caller current() {
        return of(SecurityContextHolder.getContext().getAuthentication());
    }

    private Caller of(Authentication who) {
        if (who instanceof UserAuthentication user) {
            HubUser known = user.getPrincipal();
            return new Caller(Role.valueOf(known.role().name()), 0, 0, 0, "user:" + known.id());
        }
        if (who instanceof CustomerAuthentication customer) {
            return customer(customer.getPrincipal());
        }
        if (who instanceof OdooSessionAuthentication session) {
            OdooUser known = session.getPrincipal();
            return new Caller(
                    Role.valueOf(known.role().name()),
                    known.commercialPartnerId(),
                    known.partnerId(),
                    known.uid(),
                    "odoo:" + known.uid());
        }
        if (who instanceof ApiKeyAuthentication key) {
            return program(key);
        }
        // HTTP Basic of the settings' administrator.
        return who != null && authorities(who).contains(ADMINISTRATOR)
                ? new Caller(Role.ADMIN, 0, 0, 0, who.getName())
                : Caller.NOBODY;
    }

    /** Customers are partners without a parent: their own commercial partners. */
    private Caller customer(long id) {
        long partner = database.sql("SELECT coalesce(odoo_partner_id, 0) FROM customers WHERE id = ?")
                .param(id)
                .query(Long.class)
                .optional()
                .orElse(0L);
        return new Caller(Role.CUSTOMER, partner, partner, 0, "customer:" + id);
    }

    private static Caller program(ApiKeyAuthentication key) {
        Set<String> scopes = authorities(key);
        if (scopes.contains(SCOPE + "admin")) {
            return new Caller(Role.ADMIN, 0, 0, 0, key.getPrincipal());
        }
        return scopes.contains(SCOPE + "gateway")
                ? new Caller(Role.MANAGER, 0, 0, 0, key.getPrincipal())
                : Caller.NOBODY;
    }

    private static Set<String> authorities(Authentication who) {
        return who.getAuthorities().stream().map(GrantedAuthority::getAuthority).collect(Collectors.toSet());
    }
}
