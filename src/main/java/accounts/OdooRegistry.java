package accounts;

/** Adds users to Odoo. */
public interface OdooRegistry {
    /**
     * Adds a portal user whose mailbox has been verified.
     *
     * @param name as the partner is to be called, unless there is a partner already
     * @param email login and address, in lower case
     * @return the user's id
     * @throws AccountRefusal status 409 when there is such a user already; 403 when Odoo does not let strangers in; 422 when
     *     it does not take the password; 503 when it cannot be asked now
     */
    long register(String name, String email, String password);
}
