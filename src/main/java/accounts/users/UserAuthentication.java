package accounts.users;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A user who is signed in by a token. */
public class UserAuthentication extends AbstractAuthenticationToken {
    private final HubUser user;
    private final long session;

    /**
     * @param session id in {@code user_session}; 0 when another authority issued the token
     * @param details where the request comes from
     */
    public UserAuthentication(HubUser user, long session, Object details) {
        super(user.role().authorities());
        this.user = user;
        this.session = session;
        setDetails(details);
        setAuthenticated(true);
    }

    /** Nothing: the token is not kept. */
    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public HubUser getPrincipal() {
        return user;
    }

    /** The sign-in that the token came of; 0 when another authority issued it. */
    public long getSession() {
        return session;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserAuthentication that && user.equals(that.user) && session == that.session;
    }

    @Override
    public int hashCode() {
        return user.hashCode();
    }
}
