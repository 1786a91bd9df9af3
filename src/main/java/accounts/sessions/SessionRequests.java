package accounts.sessions;

import accounts.AccountRefusal;
import accounts.Audit;
import accounts.RateLimits;
import accounts.RequestOrigin;
import accounts.SessionCookie;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * The operations of {@code openapi/sessions.yaml}: users of Odoo sign in with their Odoo password, which is asked of Odoo once
 * and kept nowhere, sign out, and change it.
 */
@Component("sessionRequests")
@Profile("!no-database")
public class SessionRequests {
    private static final String WRONG = "The database, the login or the password is not right.";

    private final OdooDoor door;
    private final OdooSessions sessions;
    private final SessionsProperties settings;
    private final RateLimits limits;
    private final Audit audit;

    SessionRequests(OdooDoor door, OdooSessions sessions, SessionsProperties settings, RateLimits limits, Audit audit) {
        this.door = door;
        this.sessions = sessions;
        this.settings = settings;
        this.limits = limits;
        this.audit = audit;
    }

    /**
     * First half of authenticate: checks the password. The body becomes the user's id, for Odoo to say who it is.
     *
     * @throws AccountRefusal status 401, the same for every cause; 429 after too many attempts; 503 when Odoo cannot be asked
     */
    public void check(@Body Map<String, Object> request, Exchange exchange) {
        Map<String, Object> asked = JsonRpc.parameters(request, exchange);
        limits.request();
        String login = text(asked, "login");
        String password = text(asked, "password");
        limits.signIn("odoo:" + login.toLowerCase(Locale.ROOT));
        boolean complete = settings.isOn() && !login.isBlank() && !password.isEmpty();
        OptionalLong uid = complete ? door.check(text(asked, "db"), login, password) : OptionalLong.empty();
        audit.ofUser("odoo-login", null, login, uid.isPresent(), null);
        exchange.getMessage().setBody("[" + uid.orElseThrow(() -> AccountRefusal.of(401, WRONG)) + "]");
    }

    /** Second half: begins the session of the user whom the exchange's properties describe. */
    public Map<String, Object> begin(Exchange exchange) {
        OdooUser user = OdooFacts.user(exchange);
        OdooSessions.Begun session = sessions.begin(user);
        SessionCookie.set(
                exchange,
                OdooSessionFilter.COOKIE,
                session.id(),
                Duration.ofSeconds(-1),
                RequestOrigin.current().secure());
        exchange.getMessage().setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("session_id", session.id());
        result.put("uid", user.uid());
        result.put("username", user.login());
        result.put("name", user.name());
        result.put("partner_id", user.partnerId());
        result.put("role", user.role().column());
        result.put("is_internal_user", user.role() != OdooUser.Role.CUSTOMER);
        result.put(
                "expires_at", session.expires().truncatedTo(ChronoUnit.SECONDS).toString());
        return JsonRpc.answer(result, plain("Welcome.", result), exchange);
    }

    /** Ends the session that the request came with. */
    public Map<String, Object> destroy(Exchange exchange) {
        OdooSessionAuthentication who = current();
        sessions.end(who.getSession());
        audit.ofUser("odoo-logout", null, who.getPrincipal().login(), true, null);
        SessionCookie.set(
                exchange,
                OdooSessionFilter.COOKIE,
                "",
                Duration.ZERO,
                RequestOrigin.current().secure());
        return plain("You are signed out.", Map.of());
    }

    /**
     * Changes the password in Odoo and ends the user's other sessions.
     *
     * @throws AccountRefusal status 422 when the old password is not right or Odoo does not take the new one
     */
    public Map<String, Object> changePassword(@Body Map<String, Object> request, Exchange exchange) {
        Map<String, Object> asked = JsonRpc.parameters(request, exchange);
        OdooSessionAuthentication who = current();
        OdooUser user = who.getPrincipal();
        limits.request();
        limits.signIn("odoo:" + user.login().toLowerCase(Locale.ROOT));
        String before = text(asked, "old_password");
        String after = text(asked, "new_password");
        if (before.isEmpty() || after.isBlank()) {
            throw AccountRefusal.ofField(
                    before.isEmpty() ? "/old_password" : "/new_password", "required", "Give both passwords.");
        }
        boolean changed = door.changePassword(user.login(), before, after);
        audit.ofUser("odoo-new-password", null, user.login(), changed, null);
        if (!changed) {
            throw AccountRefusal.ofField("/old_password", "wrong", "The old password is not right.");
        }
        int ended = sessions.endOthers(user.uid(), who.getSession());
        exchange.getMessage().setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return JsonRpc.answer(
                Map.of("new_password", true),
                plain("Your new password is set.", Map.of("ended_sessions", ended)),
                exchange);
    }

    private static OdooSessionAuthentication current() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof OdooSessionAuthentication who) {
            return who;
        }
        throw new AuthenticationCredentialsNotFoundException("No user of Odoo is signed in.");
    }

    private static Map<String, Object> plain(String message, Map<String, Object> data) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("message", message);
        answer.putAll(data);
        return answer;
    }

    private static String text(Map<String, Object> request, String member) {
        return request.get(member) instanceof String text ? text : "";
    }
}
