package accounts;

import accounts.SetupSecrets.Link;
import accounts.SetupSecrets.Purpose;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * First-time setup and forgotten passwords: the operations checkEmail, quickSetup, sendSetupLink, setPassword and
 * forgotPassword of {@code openapi/accounts.yaml}.
 *
 * <p>Where mail is involved the request only leaves a note in the outbox. Whether the address is a customer's is looked at when
 * the mail is sent, so that the answer cannot show it.
 */
@Component("setup")
public class Setup {
    private static final String ON_ITS_WAY =
            "If this address belongs to a customer, a message with the next step is on its way to it.";
    private static final String WRONG_CODE = "The code is not right or no longer valid; ask for a new one.";
    private static final String WRONG_LINK = "This link is not valid any more; ask for a new one.";
    private static final String SET_ALREADY = "A password has been set already. Sign in, or use \"Forgot password?\".";
    private static final String NO_ACCOUNT = "No account was found for this email address.";

    private final Customers customers;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final SetupSecrets secrets;
    private final Sessions sessions;
    private final Tokens tokens;
    private final MailOutbox outbox;
    private final RateLimits limits;
    private final Audit audit;
    private final SetupProperties settings;
    private final TransactionTemplate transaction;

    Setup(
            Customers customers,
            Passwords passwords,
            PasswordRules rules,
            SetupSecrets secrets,
            Sessions sessions,
            Tokens tokens,
            MailOutbox outbox,
            RateLimits limits,
            Audit audit,
            SetupProperties settings,
            TransactionTemplate transaction) {
        this.customers = customers;
        this.passwords = passwords;
        this.rules = rules;
        this.secrets = secrets;
        this.sessions = sessions;
        this.tokens = tokens;
        this.outbox = outbox;
        this.limits = limits;
        this.audit = audit;
        this.settings = settings;
        this.transaction = transaction;
    }

    /** With verification by email: has a code mailed and says nothing. Without: what is known about the address. */
    public Map<String, Object> checkEmail(@Body Map<String, Object> request) {
        if (settings.byEmail()) {
            Map<String, Object> answer = mail(MailKind.SETUP, request);
            answer.put("verification_required", true);
            return answer;
        }
        limits.request();
        Customer customer = customers.byEmail(Answers.text(request, "email")).customer();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("exists", customer != null);
        answer.put("has_password", customer != null && customer.hasPassword());
        if (customer == null) {
            answer.put("message", NO_ACCOUNT);
            return answer;
        }
        answer.put(
                "message",
                customer.hasPassword()
                        ? "Account found. Please sign in with your password."
                        : "Account found. Please set your password to continue.");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", customer.name());
        data.put("email", customer.email());
        data.put("account_number", customer.accountNumber());
        data.put("from_odoo", true);
        answer.put("data", data);
        return answer;
    }

    public Map<String, Object> sendSetupLink(@Body Map<String, Object> request) {
        return mail(MailKind.LINK, request);
    }

    public Map<String, Object> forgotPassword(@Body Map<String, Object> request) {
        return mail(MailKind.RESET, request);
    }

    private Map<String, Object> mail(MailKind kind, Map<String, Object> request) {
        limits.request();
        Customers.Found found = customers.byEmail(Answers.text(request, "email"));
        limits.mail(found.email());
        transaction.executeWithoutResult(status -> {
            outbox.ask(kind, found.email());
            audit.record("mail-" + kind.column(), found.customerId(), found.email(), true);
        });
        return Answers.of(ON_ITS_WAY);
    }

    /**
     * Sets the first password and signs in.
     *
     * @throws AccountRefusal status 422 for the password or the code; 409 when a password is set already; 404, only without
     *     verification, when there is no such customer
     */
    public Map<String, Object> quickSetup(@Body Map<String, Object> request, Exchange exchange) {
        limits.request();
        String email = Answers.text(request, "email");
        String password = checkedPassword(request, email);
        Customers.Found found = customers.byEmail(email);
        limits.code(found.email());
        Long secret = settings.byEmail() ? verified(found, Answers.text(request, "verification_code")) : null;
        Customer customer = found.customer();
        if (customer == null) {
            audit.record("setup", null, found.email(), false);
            throw AccountRefusal.of(404, NO_ACCOUNT);
        }
        if (customer.hasPassword()) {
            audit.record("setup", customer.id(), null, false);
            throw AccountRefusal.of(409, SET_ALREADY);
        }
        return set(customer, Purpose.SETUP, secret, password, request, exchange);
    }

    private Long verified(Customers.Found found, String code) {
        if (code.isEmpty()) {
            throw AccountRefusal.ofField("/verification_code", "required", "Enter the code from the message.");
        }
        Optional<Long> secret = secrets.findCode(found.customerId(), code);
        if (secret.isEmpty()) {
            audit.record("setup", found.customerId(), found.email(), false);
            throw AccountRefusal.ofField("/verification_code", "invalid", WRONG_CODE);
        }
        return secret.get();
    }

    /**
     * Sets a password with the token of a link, the first one or a new one, and signs in. A new one ends all other sessions.
     *
     * @throws AccountRefusal status 422 for the password or the token; 409 when the link was for the first password and one
     *     has been set since
     */
    public Map<String, Object> setPassword(@Body Map<String, Object> request, Exchange exchange) {
        limits.request();
        String email = Answers.text(request, "email");
        String password = checkedPassword(request, email);
        Link link = secrets.findLink(Answers.text(request, "token")).orElse(null);
        Customer customer =
                link == null ? null : customers.byId(link.customer()).orElse(null);
        boolean wrongAccount = customer != null
                && !email.isEmpty()
                && !customers.byEmail(email).email().equals(customer.email());
        if (customer == null || wrongAccount) {
            audit.record("set-password", link == null ? null : link.customer(), null, false);
            throw AccountRefusal.ofField("/token", "invalid", WRONG_LINK);
        }
        // With a link the address need not come along; it is known only now.
        checkedPassword(request, customer.email());
        if (link.purpose() == Purpose.SETUP && customer.hasPassword()) {
            audit.record("set-password", customer.id(), null, false);
            throw AccountRefusal.of(409, SET_ALREADY);
        }
        return set(customer, link.purpose(), link.id(), password, request, exchange);
    }

    private String checkedPassword(Map<String, Object> request, String email) {
        String password = Answers.text(request, "password");
        rules.check(password, Answers.text(request, "password_confirmation"), email);
        return password;
    }

    private Map<String, Object> set(
            Customer customer,
            Purpose purpose,
            Long secret,
            String password,
            Map<String, Object> request,
            Exchange exchange) {
        // Hashed before the transaction: waiting for a turn must not hold a connection.
        String hash = passwords.hash(password);
        boolean first = purpose == Purpose.SETUP;
        Map<String, Object> data = transaction.execute(status -> {
            if (secret != null && !secrets.use(secret, customer.id())) {
                throw AccountRefusal.ofField("/token", "invalid", first ? WRONG_CODE : WRONG_LINK);
            }
            boolean set = first
                    ? customers.setFirstPassword(customer.id(), hash)
                    : customers.setPassword(customer.id(), hash);
            if (!set) {
                throw AccountRefusal.of(409, SET_ALREADY);
            }
            secrets.forget(customer.id());
            tokens.revokeAll(customer.id());
            if (first) {
                outbox.write(MailKind.WELCOME, customer.id());
            }
            audit.record(first ? "setup" : "new-password", customer.id(), null, true);
            return sessions.begin(customer, request, exchange);
        });
        return Answers.of(
                first ? "Welcome! Your account is now active." : "Your new password is set. You are signed in.", data);
    }
}
