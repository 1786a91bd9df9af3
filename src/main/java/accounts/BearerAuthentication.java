package accounts;

import java.util.Objects;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * Somebody who is signed in for one request, by something that is stored by its hash only.
 *
 * @param <P> who that is
 */
public abstract class BearerAuthentication<P> extends AbstractAuthenticationToken {
    private final P principal;
    private final long credential;

    /**
     * @param credential id of the row that the caller is signed in by
     * @param role as {@code hasRole} wants it
     */
    protected BearerAuthentication(P principal, long credential, String role, RequestOrigin origin) {
        super(AuthorityUtils.createAuthorityList("ROLE_" + role));
        this.principal = principal;
        this.credential = credential;
        setDetails(origin);
        setAuthenticated(true);
    }

    /** Nothing: what the caller brought is not kept. */
    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public P getPrincipal() {
        return principal;
    }

    /** Id of the row that the caller is signed in by. */
    protected long credential() {
        return credential;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BearerAuthentication<?> that
                && getClass() == that.getClass()
                && principal.equals(that.principal)
                && credential == that.credential;
    }

    @Override
    public int hashCode() {
        return Objects.hash(principal, credential);
    }
}
