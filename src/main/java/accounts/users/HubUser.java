package accounts.users;

import java.security.Principal;

/**
 * A signed-in user of the REST interface; the principal of {@link UserAuthentication}.
 *
 * @param id in {@code hub_user}
 * @param username as it was given at creation
 * @param role as of now, not as of sign-in
 */
public record HubUser(long id, String username, Role role) implements Principal {
    @Override
    public String getName() {
        return username;
    }
}
