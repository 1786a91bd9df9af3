package accounts;

import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sign-up as a portal user of Odoo, and new passwords by Odoo's own mail: the operations signUp, confirmSignUp and
 * resetOdooPassword of {@code openapi/accounts.yaml}.
 *
 * <p>Whether Odoo knows an address is looked at only after its mailbox has been shown to be the asker's, so that no answer
 * tells it to anybody else.
 */
@Component("signUp")
@Profile("!no-database")
public class SignUp {
    private static final String CODE_SENT = "A code is on its way to this address.";
    private static final String LINK_SENT =
            "If this address belongs to a user, a message with a link for a new password is on its way to it.";
    private static final String WRONG_CODE = "The code is not right or no longer valid; ask for a new one.";
    private static final String CLOSED = "Nobody can sign up here; ask us for an account.";

    private final OdooRegistry odoo;
    private final SignUpCodes codes;
    private final PasswordRules rules;
    private final MailOutbox outbox;
    private final RateLimits limits;
    private final Audit audit;
    private final SignUpProperties settings;
    private final TransactionTemplate transaction;

    SignUp(
            OdooRegistry odoo,
            SignUpCodes codes,
            PasswordRules rules,
            MailOutbox outbox,
            RateLimits limits,
            Audit audit,
            SignUpProperties settings,
            TransactionTemplate transaction) {
        this.odoo = odoo;
        this.codes = codes;
        this.rules = rules;
        this.outbox = outbox;
        this.limits = limits;
        this.audit = audit;
        this.settings = settings;
        this.transaction = transaction;
    }

    /** Has a code mailed. @throws AccountRefusal status 403 when nobody may sign up */
    public Map<String, Object> ask(@Body Map<String, Object> request) {
        limits.request();
        open();
        String email = address(request);
        limits.mail(email);
        transaction.executeWithoutResult(status -> {
            outbox.ask(MailKind.SIGN_UP, email);
            audit.record("mail-sign-up", null, email, true);
        });
        return Answers.of(CODE_SENT);
    }

    /**
     * With the code from the mail: adds the user to Odoo. The body becomes the user's id, for a session to begin.
     *
     * @throws AccountRefusal status 422 for the code, the name or the password; 409 when there is such a user already
     */
    public void confirm(@Body Map<String, Object> request, Exchange exchange) {
        limits.request();
        open();
        String email = address(request);
        String password = Answers.text(request, "password");
        rules.check(password, Answers.text(request, "password_confirmation"), email);
        String name = Answers.text(request, "name").strip();
        if (name.isEmpty() || name.indexOf('\0') >= 0 || !Emails.isText(name)) {
            throw AccountRefusal.ofField("/name", "required", "Give the name that we may call you by.");
        }
        limits.code(email);
        boolean right = codes.isRight(email, Answers.text(request, "verification_code")) && codes.use(email);
        audit.record("sign-up", null, email, right);
        if (!right) {
            throw AccountRefusal.ofField("/verification_code", "invalid", WRONG_CODE);
        }
        exchange.getMessage().setBody("[" + odoo.register(name, email, password) + "]");
    }

    /** Counts the request; whether there is such a user is not looked at here. The exchange property {@code login} is whom to mail. */
    public void reset(@Body Map<String, Object> request, Exchange exchange) {
        limits.request();
        String email = address(request);
        limits.mail(email);
        audit.record("mail-odoo-reset", null, email, true);
        exchange.setProperty("login", email);
        exchange.setProperty("ask", settings.resetPassword());
        exchange.getMessage().setBody(Answers.of(LINK_SENT));
    }

    private void open() {
        if (settings.open() == SignUpProperties.Open.NOBODY) {
            throw AccountRefusal.of(403, CLOSED);
        }
    }

    private static String address(Map<String, Object> request) {
        String email = Emails.clean(Answers.text(request, "email")).toLowerCase(java.util.Locale.ROOT);
        if (!email.matches("[^\\s@<>,;:\"\\\\]+@[^\\s@<>,;:\"\\\\]+")) {
            throw AccountRefusal.ofField("/email", "email", "This is not an email address.");
        }
        return email;
    }
}
