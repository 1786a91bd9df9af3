package accounts;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down who did what, when and from where. Never what they typed. */
@Component
public class Audit {
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
        write(event, customer, null, email, succeeded, null);
    }

    /** An act of an administrator, or of the hub when the actor says so. */
    void record(String event, long customer, String actor) {
        write(event, customer, null, null, true, actor);
    }

    /**
     * An act of a user of the REST interface, or upon one.
     *
     * @param user id, or null when there is no such user
     * @param name of which only a hash is kept, and only when there is no user
     * @param actor who did it, or null when it was the user
     */
    public void ofUser(String event, Long user, String name, boolean succeeded, String actor) {
        write(event, null, user, name, succeeded, actor);
    }

    private void write(String event, Long customer, Long user, String email, boolean succeeded, String actor) {
        byte[] hash = Secrets.sha256(email == null ? "" : email);
        database.sql("INSERT INTO account_event (event, customer_id, user_id, email_hash, succeeded, address, actor)"
                        + " VALUES (:event, :customer, :user, :hash, :succeeded, :address, :actor)")
                .param("event", event)
                .param("customer", customer)
                .param("user", user)
                .param("hash", customer == null && user == null && email != null ? hash : null)
                .param("succeeded", succeeded)
                .param("address", RequestOrigin.current().address())
                .param("actor", actor)
                .update();
    }
}
