package accounts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Invites customers without a password to set one. Nobody is invited twice, however often this is called; the mails are spread
 * over time and go out with the outbox, so that stopping the hub stops nothing for good.
 */
@Component("invitations")
public class Invitations {
    private static final long LOCK = 0x6875_6269_6e76L;

    /**
     * What became of an order to invite.
     *
     * @param invited who will get a mail now
     * @param already who was invited before
     * @param withPassword who needs no invitation
     * @param unknown addresses that are no customer's who may sign in; 0 when everybody was to be invited
     */
    public record Outcome(long invited, long already, long withPassword, long unknown) {}

    private final JdbcClient database;
    private final SetupProperties settings;
    private final TransactionTemplate transaction;

    Invitations(JdbcClient database, SetupProperties settings, TransactionTemplate transaction) {
        this.database = database;
        this.settings = settings;
        this.transaction = transaction;
    }

    /** The operation inviteCustomers. @throws AccountRefusal status 422 when the request names neither all nor emails */
    public Map<String, Object> invite(@Body Map<String, Object> request, Exchange exchange) {
        boolean all = Answers.flag(request, "all");
        List<String> emails = request.get("emails") instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
        if (all == !emails.isEmpty()) {
            throw AccountRefusal.ofField("/emails", "required", "Give either all as true or a list of emails.");
        }
        Outcome outcome = all ? all(Actor.name()) : these(emails, Actor.name());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("invited", outcome.invited());
        data.put("already_invited", outcome.already());
        data.put("with_password", outcome.withPassword());
        data.put("unknown", outcome.unknown());
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 202);
        return Answers.of("The invitations are in the outbox.", data);
    }

    /** Invites every customer who may sign in and has no password. */
    public Outcome all(String actor) {
        return invite(null, actor);
    }

    /** Invites the customers with these addresses, written in whatever way. */
    public Outcome these(List<String> emails, String actor) {
        return invite(emails.stream().map(Emails::clean).distinct().toArray(String[]::new), actor);
    }

    private Outcome invite(String[] emails, String actor) {
        return transaction.execute(status -> {
            // One at a time: otherwise two could find the same customer not invited yet.
            database.sql("SELECT 1 FROM pg_advisory_xact_lock(:lock)")
                    .param("lock", LOCK)
                    .query(Integer.class)
                    .single();
            return database.sql("""
                            WITH asked AS MATERIALIZED (
                                SELECT DISTINCT coalesce(odoo_email(e), e) AS email FROM unnest(:emails::text[]) e
                            ), candidate AS MATERIALIZED (
                                SELECT c.id, c.password IS NOT NULL AND c.email_verified_at IS NOT NULL AS has_password,
                                       EXISTS (SELECT FROM customer_invitation i WHERE i.customer_id = c.id) AS invited
                                FROM customers c
                                WHERE c.odoo_status = 'linked' AND c.odoo_partner_id IS NOT NULL AND c.account_status = 'active'
                                  AND (:emails::text[] IS NULL OR c.email IN (SELECT email FROM asked))
                            ), begins AS (
                                SELECT greatest(clock_timestamp(), max(due_at) + make_interval(secs => :pause)) AS at
                                FROM mail_outbox WHERE kind = 'invitation' AND sent_at IS NULL AND abandoned_at IS NULL
                            ), mail AS (
                                INSERT INTO mail_outbox (kind, customer_id, due_at)
                                SELECT 'invitation', c.id,
                                       b.at + make_interval(secs => :pause) * (row_number() OVER (ORDER BY c.id) - 1)
                                FROM candidate c CROSS JOIN begins b WHERE NOT c.has_password AND NOT c.invited
                                RETURNING id, customer_id
                            ), invitation AS (
                                INSERT INTO customer_invitation (customer_id, invited_by, mail_id)
                                SELECT customer_id, :actor, id FROM mail RETURNING 1
                            )
                            SELECT (SELECT count(*) FROM invitation) AS invited,
                                   (SELECT count(*) FROM candidate WHERE invited AND NOT has_password) AS already,
                                   (SELECT count(*) FROM candidate WHERE has_password) AS with_password,
                                   CASE WHEN :emails::text[] IS NULL THEN 0
                                        ELSE (SELECT count(*) FROM asked) - (SELECT count(*) FROM candidate) END AS unknown
                            """)
                    .param("emails", emails)
                    .param("pause", 60.0 / settings.invitationsPerMinute())
                    .param("actor", actor)
                    .query(Outcome.class)
                    .single();
        });
    }
}
