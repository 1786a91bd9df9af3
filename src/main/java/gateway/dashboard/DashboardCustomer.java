package gateway.dashboard;

/**
 * Whose dashboard it is.
 *
 * @param id in {@code customers}; 0 for a user of Odoo who is no customer here
 * @param partnerId id of the partner in Odoo; 0 for a customer who is none there
 * @param json as the contract's {@code Customer}
 */
public record DashboardCustomer(long id, long partnerId, String json) {
    @Override
    public String toString() {
        return "DashboardCustomer[id=" + id + ", partnerId=" + partnerId + "]";
    }
}
