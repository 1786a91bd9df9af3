package accounts;

import org.apache.camel.Header;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What administrators do to a customer's access. The operations blockCustomer, unblockCustomer and revokeCustomerTokens. */
@Component("customerAdministration")
public class CustomerAdministration {
    private final JdbcClient database;
    private final Tokens tokens;
    private final SetupSecrets secrets;
    private final Audit audit;
    private final TransactionTemplate transaction;

    CustomerAdministration(
            JdbcClient database, Tokens tokens, SetupSecrets secrets, Audit audit, TransactionTemplate transaction) {
        this.database = database;
        this.tokens = tokens;
        this.secrets = secrets;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Ends the customer's access at once, tokens and mailed links included, until {@link #unblock}. */
    public void block(@Header("id") long id) {
        status(id, "blocked", "block");
    }

    /** Lets the customer sign in again; what {@link #block} ended stays ended. */
    public void unblock(@Header("id") long id) {
        status(id, "active", "unblock");
    }

    /** Ends every token, session, code and link of the customer. */
    public void revokeTokens(@Header("id") long id) {
        transaction.executeWithoutResult(status -> {
            boolean there = database.sql("SELECT EXISTS (SELECT FROM customers WHERE id = :id)")
                    .param("id", id)
                    .query(Boolean.class)
                    .single();
            if (!there) {
                throw unknown();
            }
            tokens.revokeAll(id);
            secrets.forget(id);
            audit.record("revoke-tokens", id, Actor.name());
        });
    }

    private void status(long id, String status, String event) {
        transaction.executeWithoutResult(ignored -> {
            // Tokens, codes and links end by the trigger on the table.
            int found = database.sql("UPDATE customers SET account_status = :status, updated_at = now() WHERE id = :id")
                    .param("status", status)
                    .param("id", id)
                    .update();
            if (found == 0) {
                throw unknown();
            }
            audit.record(event, id, Actor.name());
        });
    }

    private static AccountRefusal unknown() {
        return AccountRefusal.of(404, "There is no such customer.");
    }
}
