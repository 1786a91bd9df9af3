package accounts;

import jakarta.mail.SendFailedException;
import java.util.List;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Mail that waits to be sent. A row is claimed by one process, leaves with the mail server's yes, and is tried again with
 * growing pauses until then.
 */
@Component("mailOutbox")
public class MailOutbox {
    private static final Logger LOG = LoggerFactory.getLogger(MailOutbox.class);
    private static final int BATCH = 20;
    private static final int REFUSALS = 10;

    /**
     * A mail that this process has claimed.
     *
     * @param email as asked for, or null when the customer is known
     * @param customer id, or null when nobody has looked yet
     * @param user id of the user of the REST interface whom it is for; null when it is for a customer
     * @param about what it is about, such as the name of a connection; null for nothing in particular
     */
    public record Waiting(long id, String kind, String email, Long customer, Long user, String about) {
        @Override
        public String toString() {
            return "Waiting[id=" + id + ", kind=" + kind + "]";
        }
    }

    private final JdbcClient database;
    private final SmtpProperties settings;
    private boolean warned;

    MailOutbox(JdbcClient database, SmtpProperties settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Leaves a note that somebody asked for mail to that address. */
    void ask(MailKind kind, String email) {
        database.sql("INSERT INTO mail_outbox (kind, email) VALUES (:kind, :email)")
                .param("kind", kind.column())
                .param("email", email)
                .update();
    }

    /** A mail to a customer. */
    void write(MailKind kind, long customer) {
        database.sql("INSERT INTO mail_outbox (kind, customer_id) VALUES (:kind, :customer)")
                .param("kind", kind.column())
                .param("customer", customer)
                .update();
    }

    /** A mail to a user of the REST interface whose connection is paused. */
    public void tellOfPause(long user, String connection) {
        database.sql("INSERT INTO mail_outbox (kind, user_id, about) VALUES (:kind, :user, :about)")
                .param("kind", MailKind.CONNECTION_PAUSED.column())
                .param("user", user)
                .param("about", connection)
                .update();
    }

    /** Claims mails that are due, for five minutes. None without a mail server, which is said once. */
    public List<Waiting> claim() {
        if (!settings.isSet()) {
            warn();
            return List.of();
        }
        return database.sql("""
                        WITH claimed AS (
                            UPDATE mail_outbox SET claimed_until = clock_timestamp() + interval '5 minutes', attempts = attempts + 1
                            WHERE id IN (SELECT id FROM mail_outbox
                                         WHERE sent_at IS NULL AND abandoned_at IS NULL AND due_at <= clock_timestamp()
                                           AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
                                         ORDER BY due_at, id LIMIT :batch FOR UPDATE SKIP LOCKED)
                            RETURNING id, kind, email, customer_id AS customer, user_id AS "user", about, due_at
                        )
                        SELECT id, kind, email, customer, "user", about FROM claimed ORDER BY due_at, id
                        """).param("batch", BATCH).query(Waiting.class).list();
    }

    /** The mail server has taken it. */
    public void sent(Waiting mail) {
        database.sql(
                        "UPDATE mail_outbox SET sent_at = clock_timestamp(), claimed_until = NULL, email = NULL, failure = NULL"
                                + " WHERE id = :id")
                .param("id", mail.id())
                .update();
    }

    /** There is nobody to send it to. */
    void drop(Waiting mail) {
        database.sql("DELETE FROM mail_outbox WHERE id = :id")
                .param("id", mail.id())
                .update();
    }

    /** For the route's error policy: to be tried again after 10 s, 20 s, 40 s and so on, at most an hour. */
    public void failed(Waiting mail, Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        // Only the kind of failure: what mail servers say often holds the address.
        String failure = cause == null ? "unknown" : cause.getClass().getSimpleName();
        LOG.warn("Mail {} was not sent ({}); it will be tried again", mail.id(), failure);
        database.sql("""
                        UPDATE mail_outbox SET claimed_until = NULL, failure = :failure,
                            due_at = clock_timestamp() + least(interval '1 hour', interval '10 seconds' * power(2, least(attempts, 10) - 1))
                                     * (0.9 + random() * 0.2),
                            abandoned_at = CASE WHEN :refused AND attempts >= :most THEN clock_timestamp() END
                        WHERE id = :id
                        """)
                .param("id", mail.id())
                .param("failure", failure)
                .param("refused", cause instanceof SendFailedException)
                .param("most", REFUSALS)
                .update();
    }

    private synchronized void warn() {
        if (!warned
                && database.sql("SELECT EXISTS (SELECT FROM mail_outbox WHERE sent_at IS NULL)")
                        .query(Boolean.class)
                        .single()) {
            warned = true;
            LOG.warn("Mail is waiting in the outbox: set HUB_SMTP_HOST so that it can be sent (see docs/accounts.md)");
        }
    }
}
