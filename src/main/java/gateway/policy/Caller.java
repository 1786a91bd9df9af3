package gateway.policy;

import java.util.Locale;

/**
 * Who sends a request, in the words of the policy.
 *
 * @param partner commercial partner in Odoo; 0 for none
 * @param contact partner in Odoo, the person; 0 for none
 * @param uid user in Odoo; 0 for none
 * @param name who it is in the hub, unique among those of the role; it tells repeated requests of one caller from others'
 */
public record Caller(Role role, long partner, long contact, long uid, String name) {
    /** What somebody is to the policy. */
    public enum Role {
        /** Administrators; where a model says nothing of them, they are managers. */
        ADMIN,
        /** Those who run the business. */
        MANAGER,
        /** Users of the hub, and internal users of Odoo. */
        USER,
        /** Customers, with their partner. */
        CUSTOMER,
        /** Whoever is not signed in. */
        PUBLIC;

        /** As the policy file has it: {@code admin}, {@code customer}, … */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Somebody who is not signed in. */
    public static final Caller NOBODY = new Caller(Role.PUBLIC, 0, 0, 0, "public");

    /** Whether nobody is signed in. */
    public boolean isNobody() {
        return role == Role.PUBLIC;
    }

    @Override
    public String toString() {
        return "Caller[" + role.text() + "]";
    }
}
