package accounts;

import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Sign-in and sign-out: the operations login, logout, logoutAll and me of {@code openapi/accounts.yaml}. */
@Component("signIn")
public class SignIn {
    private final Customers customers;
    private final Passwords passwords;
    private final Tokens tokens;
    private final Sessions sessions;
    private final RateLimits limits;
    private final Audit audit;

    SignIn(Customers customers, Passwords passwords, Tokens tokens, Sessions sessions, RateLimits limits, Audit audit) {
        this.customers = customers;
        this.passwords = passwords;
        this.tokens = tokens;
        this.sessions = sessions;
        this.limits = limits;
        this.audit = audit;
    }

    /** @throws AccountRefusal status 401, the same for every cause; 429 after too many attempts */
    public Map<String, Object> login(@Body Map<String, Object> request, Exchange exchange) {
        limits.request();
        Customers.Found found = customers.byEmail(Answers.text(request, "email"));
        limits.signIn(found.email());
        Customer customer = found.customer();
        String password = Answers.text(request, "password");
        String hash = customer == null || !customer.hasPassword() ? null : customer.password();
        boolean right = passwords.matches(password, hash);
        audit.record("login", found.customerId(), found.email(), right);
        if (!right) {
            throw AccountRefusal.of(401, "The email address or the password is not right.");
        }
        if (passwords.isOutdated(hash)) {
            customers.rehash(customer.id(), hash, passwords.hash(password));
        }
        return Answers.of("Welcome back.", sessions.begin(customer, request, exchange));
    }

    /** Ends the token that the request came with. */
    public Map<String, Object> logout(Exchange exchange) {
        CustomerAuthentication who = CurrentCustomer.authentication();
        tokens.revoke(who.getToken());
        sessions.end(exchange);
        audit.record("logout", who.getPrincipal(), null, true);
        return Answers.of("You are signed out.");
    }

    /** Ends every token of the customer. */
    public Map<String, Object> logoutAll(Exchange exchange) {
        CustomerAuthentication who = CurrentCustomer.authentication();
        tokens.revokeAll(who.getPrincipal());
        sessions.end(exchange);
        audit.record("logout-all", who.getPrincipal(), null, true);
        return Answers.of("You are signed out everywhere.");
    }

    /** The customer who asks. */
    public Map<String, Object> me() {
        Customer customer = customers
                .byId(CurrentCustomer.authentication().getPrincipal())
                .orElseThrow(() -> AccountRefusal.of(401, "Sign in first."));
        return Answers.of("Signed in.", Map.of("customer", customer.json()));
    }
}
