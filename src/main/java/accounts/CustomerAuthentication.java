package accounts;

/** A signed-in customer. The principal is the customer's id as a {@code Long}. */
public class CustomerAuthentication extends BearerAuthentication<Long> {
    /** Role of customers, as {@code hasRole} wants it. */
    public static final String ROLE = "CUSTOMER";

    CustomerAuthentication(long customer, long token, RequestOrigin origin) {
        super(customer, token, ROLE, origin);
    }

    /** Id of the token that the customer is signed in with. */
    long getToken() {
        return credential();
    }
}
