package accounts;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down who did what, when and from where. Never what they typed. */
@Component
class Audit {
    private final JdbcClient database;

    Audit(JdbcClient database) {
        this.database = database;
    }

    /**
     * An act of whoever sent the request.
     *
     * @param event short name, as in {@code login}
     * @param customer id, or null when it is nobody's account
     * @param email of which only a hash is kept, and only when there is no customer
     */
    void record(String event, Long customer, String email, boolean succeeded) {
        write(event, customer, email, succeeded, RequestOrigin.current().address(), null);
    }

    /** An act of an administrator, or of the hub when the actor says so. */
    void record(String event, long customer, String actor) {
        write(event, customer, null, true, RequestOrigin.current().address(), actor);
    }

    private void write(String event, Long customer, String email, boolean succeeded, String address, String actor) {
        byte[] hash = Secrets.sha256(email == null ? "" : email);
        database.sql("INSERT INTO account_event (event, customer_id, email_hash, succeeded, address, actor)"
                        + " VALUES (:event, :customer, :hash, :succeeded, :address, :actor)")
                .param("event", event)
                .param("customer", customer)
                .param("hash", customer == null && email != null ? hash : null)
                .param("succeeded", succeeded)
                .param("address", address)
                .param("actor", actor)
                .update();
    }
}
