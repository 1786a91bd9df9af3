package hub.isolation;

import accounts.ApiKeyAuthentication;
import accounts.users.HubUser;
import accounts.users.Role;
import accounts.users.UserAuthentication;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Whom this thread works for, in the words of the database's policies. */
final class Caller {
    /** The hub itself and its administrators. */
    static final String HUB = "";

    private static final String PROGRAM = "program";
    private static final String SCOPE = ApiKeyAuthentication.AUTHORITY;

    private Caller() {}

    /** {@code user/7}, {@code manager/7}, {@code program}, or nothing for the hub itself and its administrators. */
    static String current() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who instanceof UserAuthentication signedIn) {
            HubUser user = signedIn.getPrincipal();
            return user.role() == Role.ADMIN ? HUB : user.role().text() + "/" + user.id();
        }
        return who instanceof ApiKeyAuthentication key ? ofKey(key) : HUB;
    }

    private static String ofKey(ApiKeyAuthentication key) {
        List<String> scopes =
                key.getAuthorities().stream().map(a -> a.getAuthority()).toList();
        // Terminals have the scope attendance only, which leads to no rows of connections, and they have no time to
        // lose.
        boolean looks = scopes.contains(SCOPE + "read")
                || scopes.contains(SCOPE + "sync")
                || scopes.contains(SCOPE + "gateway");
        return looks && !scopes.contains(SCOPE + "admin") ? PROGRAM : HUB;
    }
}
