package accounts;

import java.util.Objects;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A signed-in customer. The principal is the customer's id as a {@code Long}. */
public class CustomerAuthentication extends AbstractAuthenticationToken {
    /** Role of customers, as {@code hasRole} wants it. */
    public static final String ROLE = "CUSTOMER";

    private final Long customer;
    private final long token;

    CustomerAuthentication(long customer, long token, RequestOrigin origin) {
        super(AuthorityUtils.createAuthorityList("ROLE_" + ROLE));
        this.customer = customer;
        this.token = token;
        setDetails(origin);
        setAuthenticated(true);
    }

    /** Nothing: the token is not kept. */
    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Long getPrincipal() {
        return customer;
    }

    /** Id of the token that the customer is signed in with. */
    long getToken() {
        return token;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CustomerAuthentication that && customer.equals(that.customer) && token == that.token;
    }

    @Override
    public int hashCode() {
        return Objects.hash(customer, token);
    }
}
