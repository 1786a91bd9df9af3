package accounts.sessions;

import accounts.RequestOrigin;
import java.util.Objects;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A user of Odoo with a session of the hub's; the authorities are ROLE_MANAGER, ROLE_USER or ROLE_CUSTOMER. */
public class OdooSessionAuthentication extends AbstractAuthenticationToken {
    private final OdooUser user;
    private final long session;

    OdooSessionAuthentication(OdooUser user, long session, RequestOrigin origin) {
        super(AuthorityUtils.createAuthorityList("ROLE_" + user.role()));
        this.user = user;
        this.session = session;
        setDetails(origin);
        setAuthenticated(true);
    }

    /** Nothing: the session id is not kept. */
    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public OdooUser getPrincipal() {
        return user;
    }

    /** Id in {@code odoo_session}. */
    long getSession() {
        return session;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OdooSessionAuthentication that && user.equals(that.user) && session == that.session;
    }

    @Override
    public int hashCode() {
        return Objects.hash(user, session);
    }
}
