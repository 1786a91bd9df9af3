package gateway.dashboard;

import org.apache.camel.Body;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up the customer who asks. */
@Component("dashboardCustomers")
public class DashboardCustomers {
    private final JdbcClient database;

    DashboardCustomers(JdbcClient database) {
        this.database = database;
    }

    /**
     * @param id of the customer who is signed in
     * @throws NothingKnownException when there is no such customer any more
     */
    public DashboardCustomer find(@Body long id) {
        return database.sql("""
                        SELECT id, coalesce(odoo_partner_id, 0) AS partner_id, json_build_object(
                            'id', id, 'name', name, 'email', email, 'account_number', account_number,
                            'phone', coalesce(phone, mobile), 'type', type)::text AS json
                        FROM customers WHERE id = :id""")
                .param("id", id)
                .query(DashboardCustomer.class)
                .optional()
                .orElseThrow(() -> new NothingKnownException("This account is no longer there."));
    }
}
