package accounts;

import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Customers who may sign in, in the table that the flow customers fills. */
@Component
class Customers {
    private static final String COLUMNS = "c.id, c.name, c.email, c.account_number, c.phone, c.type, c.password,"
            + " c.email_verified_at IS NOT NULL AS verified";
    private static final String MAY_SIGN_IN =
            "c.odoo_status = 'linked' AND c.odoo_partner_id IS NOT NULL AND c.account_status = 'active'";
    private static final RowMapper<Customer> ROW = (row, number) -> new Customer(
            row.getLong("id"),
            row.getString("name"),
            row.getString("email"),
            row.getString("account_number"),
            row.getString("phone"),
            row.getString("type"),
            row.getString("password"),
            row.getBoolean("verified"));

    /**
     * What a look-up by email found.
     *
     * @param email as it is compared; never null
     * @param customer null when there is none who may sign in
     */
    record Found(String email, Customer customer) {
        Long customerId() {
            return customer == null ? null : customer.id();
        }

        @Override
        public String toString() {
            return "Found[customer=" + customer + "]";
        }
    }

    private final JdbcClient database;
    private final LookUps lookUps;

    Customers(JdbcClient database, LookUps lookUps) {
        this.database = database;
        this.lookUps = lookUps;
    }

    /** Looks an address up, in the form that the pull gives it. One query, whether there is such a customer or not. */
    Found byEmail(String email) {
        String clean = Emails.clean(email);
        return lookUps.database()
                .sql("SELECT coalesce(e.email, lower(?)) AS asked, " + COLUMNS
                        + " FROM (SELECT odoo_email(?) AS email) e LEFT JOIN customers c ON c.email = e.email AND "
                        + MAY_SIGN_IN)
                .params(clean, clean)
                .query((row, number) ->
                        new Found(row.getString("asked"), row.getObject("id") == null ? null : ROW.mapRow(row, number)))
                .single();
    }

    /** A customer who may sign in. */
    Optional<Customer> byId(long id) {
        return database.sql("SELECT " + COLUMNS + " FROM customers c WHERE c.id = :id AND " + MAY_SIGN_IN)
                .param("id", id)
                .query(ROW)
                .optional();
    }

    /** @return false when the customer has a password already, or may not sign in any more */
    boolean setFirstPassword(long id, String hash) {
        return setPassword(id, hash, " AND (c.password IS NULL OR c.email_verified_at IS NULL)");
    }

    /** @return false when the customer may not sign in any more */
    boolean setPassword(long id, String hash) {
        return setPassword(id, hash, "");
    }

    private boolean setPassword(long id, String hash, String condition) {
        return database.sql("UPDATE customers c SET password = :hash, email_verified_at = now(), updated_at = now()"
                                + " WHERE c.id = :id AND " + MAY_SIGN_IN + condition)
                        .param("id", id)
                        .param("hash", hash)
                        .update()
                == 1;
    }

    /** Replaces a hash by one of the same password, unless somebody else changed it meanwhile. */
    void rehash(long id, String before, String after) {
        database.sql("UPDATE customers SET password = :after WHERE id = :id AND password = :before")
                .param("id", id)
                .param("before", before)
                .param("after", after)
                .update();
    }
}
