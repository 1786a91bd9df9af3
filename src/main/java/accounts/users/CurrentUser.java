package accounts.users;

import java.util.Optional;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** For routes: the user who sent the request. */
@Component("currentUser")
public class CurrentUser {
    /**
     * @return the id in {@code hub_user}
     * @throws AuthenticationCredentialsNotFoundException when the request came from the bootstrap administrator or a program
     *     with an API key, who are no users
     */
    public long id() {
        return find().orElseThrow(CurrentUser::nobody).id();
    }

    /** The user, or empty when it is the bootstrap administrator, a program with an API key, or nobody. */
    public Optional<HubUser> find() {
        return authentication().map(UserAuthentication::getPrincipal);
    }

    static Optional<UserAuthentication> authentication() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who instanceof UserAuthentication user ? Optional.of(user) : Optional.empty();
    }

    private static AuthenticationCredentialsNotFoundException nobody() {
        return new AuthenticationCredentialsNotFoundException("No user is signed in.");
    }
}
