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

    /**
     * The customer who is that partner in Odoo; one of no account here when there is none.
     *
     * @param partnerId id of the partner in Odoo
     * @param name the partner's name
     * @param login how the partner's user signs in
     */
    public DashboardCustomer ofPartner(long partnerId, String name, String login) {
        return database.sql("""
                        SELECT coalesce(c.id, 0) AS id, :partner AS partner_id, json_build_object(
                            'id', c.id, 'name', coalesce(c.name, :name), 'email', coalesce(c.email, :login),
                            'account_number', c.account_number, 'phone', coalesce(c.phone, c.mobile), 'type', c.type)::text AS json
                        FROM (SELECT) AS nobody LEFT JOIN customers c ON c.odoo_partner_id = :partner
                        ORDER BY c.id LIMIT 1""")
                .param("partner", partnerId)
                .param("name", name)
                .param("login", login)
                .query(DashboardCustomer.class)
                .single();
    }
}
