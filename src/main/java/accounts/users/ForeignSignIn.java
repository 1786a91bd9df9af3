package accounts.users;

import java.util.Optional;

/** Somebody else who knows users and their passwords. */
public interface ForeignSignIn {
    /**
     * A user whom that somebody vouches for.
     *
     * @param issuer who vouches, as in {@code odoo:default}
     * @param subject what the issuer calls the user, for ever
     * @param username name to show; the role is user until an administrator gives another
     */
    record Vouched(String issuer, String subject, String username) {}

    /** @return empty when the name or the password is not right, or nobody can be asked at the moment */
    Optional<Vouched> check(String username, String password);
}
