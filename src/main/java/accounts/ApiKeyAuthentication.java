package accounts;

import java.util.List;
import java.util.Objects;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A program that came with an API key. The principal is {@code key:} and the key's name. */
public class ApiKeyAuthentication extends AbstractAuthenticationToken {
    /** What stands before a scope in an authority, as in {@code SCOPE_read}. */
    public static final String AUTHORITY = "SCOPE_";

    private final long id;
    private final String principal;

    ApiKeyAuthentication(long id, String name, List<String> scopes, RequestOrigin origin) {
        super(AuthorityUtils.createAuthorityList(
                scopes.stream().map(AUTHORITY::concat).toList()));
        this.id = id;
        this.principal = "key:" + name;
        setDetails(origin);
        setAuthenticated(true);
    }

    /** Nothing: the key is not kept. */
    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public String getPrincipal() {
        return principal;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiKeyAuthentication that && id == that.id;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id);
    }
}
