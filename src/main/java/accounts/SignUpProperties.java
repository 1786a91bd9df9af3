package accounts;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sign-up of people whom Odoo does not know yet, and new passwords of Odoo's users.
 *
 * @param open {@code odoo}: strangers may sign up where Odoo's own setting Free sign up lets them (default).
 *     {@code everybody}: whatever that setting says, and the only contact with the address that was verified becomes the user's
 *     partner. {@code nobody}
 * @param resetPassword whether Odoo is asked to mail a link for a new password to whoever asks for it (default true)
 */
@ConfigurationProperties("hub.sign-up")
public record SignUpProperties(
        @DefaultValue("odoo") Open open,
        @DefaultValue("true") boolean resetPassword) {

    /** Who may sign up. */
    public enum Open {
        /** Whom Odoo lets. */
        ODOO,
        /** Whoever shows that a mailbox is theirs. */
        EVERYBODY,
        /** Nobody. */
        NOBODY
    }
}
