package accounts.sessions;

import java.security.Principal;

/**
 * A user of Odoo who is signed in to the hub.
 *
 * @param uid id in {@code res.users}
 * @param login as Odoo has it
 * @param name the partner's name
 * @param role manager or user of the company, or customer
 * @param partnerId the user's own partner
 * @param commercialPartnerId the company that the partner belongs to, or the partner itself
 */
public record OdooUser(long uid, String login, String name, Role role, long partnerId, long commercialPartnerId)
        implements Principal {

    /** What Odoo's user is to the hub. */
    public enum Role {
        /** An internal user in one of the groups that settings name. */
        MANAGER,
        /** Any other internal user. */
        USER,
        /** A portal user: sees what is the partner's own. */
        CUSTOMER;

        String column() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Role of(String column) {
            return valueOf(column.toUpperCase(java.util.Locale.ROOT));
        }
    }

    @Override
    public String getName() {
        return login;
    }

    @Override
    public String toString() {
        return "OdooUser[uid=" + uid + ", role=" + role + "]";
    }
}
