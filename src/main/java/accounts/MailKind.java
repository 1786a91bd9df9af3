package accounts;

import java.util.Locale;

/** What a mail in the outbox is. Which text the customer gets also depends on whether there is a password already. */
enum MailKind {
    /** Code and link for the first password. */
    SETUP,
    /** Link for the first password. */
    LINK,
    /** Link for a new password. */
    RESET,
    /** After the first password was set. */
    WELCOME,
    /** To a customer who did not ask for it, with a link for the first password. */
    INVITATION,
    /** To a user of the REST interface, whose connection to Odoo is paused. */
    CONNECTION_PAUSED,
    /** Code for somebody who wants to sign up, whoever that is. */
    SIGN_UP;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MailKind of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
