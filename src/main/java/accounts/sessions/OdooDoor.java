package accounts.sessions;

import accounts.AccountRefusal;
import java.util.OptionalLong;

/** Asks Odoo about passwords. Held under the limit on refused sign-ins at one Odoo, which everything in the hub shares. */
public interface OdooDoor {
    /**
     * Checks a password, once.
     *
     * @param database as the request names it; null for the connection's
     * @return the user's id; empty when Odoo does not know the pair, or the database is another one
     * @throws AccountRefusal status 429 or 503 when Odoo cannot be asked now
     */
    OptionalLong check(String database, String login, String password);

    /**
     * Changes a user's own password, as Odoo's preferences do.
     *
     * @return false when the old one is not right
     * @throws AccountRefusal status 422 when Odoo does not take the new one; 429 or 503 when Odoo cannot be asked now
     */
    boolean changePassword(String login, String before, String after);
}
