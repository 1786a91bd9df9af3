package accounts.users;

import accounts.AccountRefusal;
import accounts.Actor;
import accounts.Passwords;
import accounts.RateLimits;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** The operations of {@code openapi/users.yaml} that change something. */
@Component("userRequests")
public class UserRequests {
    private final UserAdministration users;
    private final UserStore store;
    private final CurrentUser current;
    private final Passwords passwords;
    private final RateLimits limits;

    UserRequests(
            UserAdministration users, UserStore store, CurrentUser current, Passwords passwords, RateLimits limits) {
        this.users = users;
        this.store = store;
        this.current = current;
        this.passwords = passwords;
        this.limits = limits;
    }

    /** Leaves the new user's id in the header {@code id}, for the answer. */
    public void create(@Body Map<String, Object> request, Exchange exchange) {
        Object role = request.get("role");
        long id = users.create(
                text(request, "username"),
                text(request, "email"),
                role == null ? Role.USER : Role.of(role.toString()),
                text(request, "password"),
                Actor.name());
        exchange.getMessage().setHeader("id", id);
        exchange.getMessage().setHeader("Location", "/api/v1/users/" + id);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 201);
    }

    public void change(@Header("id") long id, @Body Map<String, Object> request) {
        users.change(id, request, Actor.name());
    }

    public void delete(@Header("id") long id, Exchange exchange) {
        users.delete(id, Actor.name());
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 204);
        exchange.getMessage().setBody(null);
    }

    public void setPassword(@Header("id") long id, @Body Map<String, Object> request) {
        users.setPassword(id, text(request, "password"), Actor.name());
    }

    public void signOut(@Header("id") long id) {
        users.signOut(id, Actor.name());
    }

    /** Leaves one's own id in the header {@code id}. */
    public void me(Exchange exchange) {
        exchange.getMessage().setHeader("id", self().id());
    }

    /** One's own password, for which the present one is wanted again. */
    public void setOwnPassword(@Body Map<String, Object> request, Exchange exchange) {
        HubUser self = self();
        limits.signIn("user:" + self.username().toLowerCase(java.util.Locale.ROOT));
        String hash =
                store.byName(self.username()).map(UserStore.Stored::password).orElse(null);
        if (!passwords.matches(text(request, "current_password"), hash)) {
            throw AccountRefusal.ofField("/current_password", "wrong", "The present password is not right.");
        }
        users.setPassword(self.id(), text(request, "password"), self.username());
        exchange.getMessage().setHeader("id", self.id());
    }

    private HubUser self() {
        return current.find()
                .orElseThrow(() -> AccountRefusal.of(
                        404, "You are signed in, but not as a user: only users have an account here."));
    }

    private static String text(Map<String, Object> request, String member) {
        return request.get(member) instanceof String text ? text : member.equals("email") ? null : "";
    }
}
