package odoo;

/** Odoo refused the credentials. Further calls on the connection fail at once until they change. */
public class OdooAuthenticationException extends OdooException {
    OdooAuthenticationException(Details details) {
        super(OdooFailure.AUTHENTICATION, details);
    }
}
