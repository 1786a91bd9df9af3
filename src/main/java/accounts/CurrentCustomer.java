package accounts;

import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** For routes: the customer who sent the request. */
@Component("currentCustomer")
public class CurrentCustomer {
    /**
     * @return the id in {@code customers}
     * @throws AuthenticationCredentialsNotFoundException when nobody is signed in, which the security chain rules out
     */
    public long id() {
        return authentication().getPrincipal();
    }

    static CustomerAuthentication authentication() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof CustomerAuthentication customer) {
            return customer;
        }
        throw new AuthenticationCredentialsNotFoundException("No customer is signed in.");
    }
}
