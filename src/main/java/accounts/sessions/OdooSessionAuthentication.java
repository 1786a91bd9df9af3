package accounts.sessions;

import accounts.BearerAuthentication;
import accounts.RequestOrigin;

/** A user of Odoo with a session of the hub's; the authorities are ROLE_MANAGER, ROLE_USER or ROLE_CUSTOMER. */
public class OdooSessionAuthentication extends BearerAuthentication<OdooUser> {
    OdooSessionAuthentication(OdooUser user, long session, RequestOrigin origin) {
        super(user, session, user.role().name(), origin);
    }

    /** Id in {@code odoo_session}. */
    long getSession() {
        return credential();
    }
}
