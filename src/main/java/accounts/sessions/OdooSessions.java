package accounts.sessions;

import accounts.LookUps;
import accounts.RequestOrigin;
import accounts.Secrets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sessions of Odoo's users, in PostgreSQL so that all processes of the hub share them. A session is good while it has neither
 * expired, nor rested too long, nor been ended; that is looked up at each use.
 */
@Component
public class OdooSessions {
    static final String PREFIX = "ohs_";
    private static final int LENGTH = PREFIX.length() + 43;
    private static final String LIVE =
            " ended_at IS NULL AND expires_at > now()" + " AND used_at > now() - make_interval(secs => :idle)";

    /**
     * A new session, the only time that its id is there in clear.
     *
     * @param id what the client sends with each request
     * @param expires when it ends at the latest
     */
    record Begun(String id, Instant expires) {
        @Override
        public String toString() {
            return "Begun[expires=" + expires + "]";
        }
    }

    private record Stored(
            long id, long uid, String login, String name, String role, long partner, long commercial, boolean touch) {}

    private final JdbcClient database;
    private final LookUps lookUps;
    private final TransactionTemplate transaction;
    private final SessionsProperties settings;

    OdooSessions(JdbcClient database, LookUps lookUps, TransactionTemplate transaction, SessionsProperties settings) {
        this.database = database;
        this.lookUps = lookUps;
        this.transaction = transaction;
        this.settings = settings;
    }

    /** Begins a session; beyond the limit the user's oldest one ends. */
    Begun begin(OdooUser user) {
        String id = PREFIX + Secrets.random();
        Instant expires = Instant.now().plus(settings.lifetime());
        transaction.executeWithoutResult(status -> {
            // One at a time: two at once could each find room for one more.
            database.sql("SELECT pg_advisory_xact_lock(hashtextextended('odoo_session ' || :whose, 0))")
                    .param("whose", settings.connection() + "/" + user.uid())
                    .query((row, i) -> 0)
                    .list();
            database.sql("INSERT INTO odoo_session (secret_hash, connection, uid, login, name, role, partner_id,"
                            + " commercial_partner_id, address, expires_at) VALUES (:hash, :connection, :uid, :login, :name,"
                            + " :role, :partner, :commercial, :address, :expires)")
                    .param("hash", Secrets.sha256(id))
                    .param("connection", settings.connection())
                    .param("uid", user.uid())
                    .param("login", user.login())
                    .param("name", user.name())
                    .param("role", user.role().column())
                    .param("partner", user.partnerId())
                    .param("commercial", user.commercialPartnerId())
                    .param("address", RequestOrigin.current().address())
                    .param("expires", OffsetDateTime.ofInstant(expires, ZoneOffset.UTC))
                    .update();
            database.sql("UPDATE odoo_session SET ended_at = clock_timestamp(), ended_by = 'newer' WHERE id IN ("
                            + "SELECT id FROM odoo_session WHERE connection = :connection AND uid = :uid AND" + LIVE
                            + " ORDER BY created_at DESC, id DESC OFFSET :most)")
                    .param("connection", settings.connection())
                    .param("uid", user.uid())
                    .param("idle", settings.idle().toSeconds())
                    .param("most", settings.most())
                    .update();
        });
        return new Begun(id, expires);
    }

    /**
     * Whose session this is.
     *
     * @param id as it came, null included
     * @return empty when it is not good, whatever the cause
     */
    Optional<OdooSessionAuthentication> find(String id, RequestOrigin origin) {
        if (id == null || id.length() != LENGTH || !id.startsWith(PREFIX)) {
            return Optional.empty();
        }
        Optional<Stored> stored = lookUps.database()
                .sql("SELECT id, uid, login, name, role, partner_id AS partner, commercial_partner_id AS commercial,"
                        + " used_at < now() - least(interval '1 minute', make_interval(secs => :idle / 4.0)) AS touch"
                        + " FROM odoo_session WHERE secret_hash = :hash AND connection = :connection AND" + LIVE)
                .param("hash", Secrets.sha256(id))
                .param("connection", settings.connection())
                .param("idle", settings.idle().toSeconds())
                .query(Stored.class)
                .optional();
        stored.filter(Stored::touch)
                .ifPresent(s -> database.sql("UPDATE odoo_session SET used_at = now() WHERE id = :id")
                        .param("id", s.id())
                        .update());
        return stored.map(s -> new OdooSessionAuthentication(
                new OdooUser(s.uid(), s.login(), s.name(), OdooUser.Role.of(s.role()), s.partner(), s.commercial()),
                s.id(),
                origin));
    }

    /** Ends one session. */
    void end(long session) {
        database.sql("UPDATE odoo_session SET ended_at = clock_timestamp(), ended_by = 'user'"
                        + " WHERE id = :id AND ended_at IS NULL")
                .param("id", session)
                .update();
    }

    /** Ends every session of a user but this one, after a new password. @return how many */
    int endOthers(long uid, long but) {
        return database.sql("UPDATE odoo_session SET ended_at = clock_timestamp(), ended_by = 'password'"
                        + " WHERE connection = :connection AND uid = :uid AND id <> :but AND ended_at IS NULL")
                .param("connection", settings.connection())
                .param("uid", uid)
                .param("but", but)
                .update();
    }

    /** Ids of the users who have a session. */
    List<Long> users() {
        return database.sql("SELECT DISTINCT uid FROM odoo_session WHERE connection = :connection AND" + LIVE
                        + " ORDER BY uid LIMIT 10000")
                .param("connection", settings.connection())
                .param("idle", settings.idle().toSeconds())
                .query(Long.class)
                .list();
    }

    /**
     * Ends the sessions of users who are no longer what they were when they signed in.
     *
     * @param asked ids that Odoo was asked for
     * @param there of those that are active: {@code uid/partner/share}
     * @return how many sessions
     */
    int endAllBut(List<Long> asked, List<String> there) {
        return database.sql("UPDATE odoo_session SET ended_at = clock_timestamp(), ended_by = 'odoo'"
                        + " WHERE connection = :connection AND uid = ANY (:asked::bigint[]) AND ended_at IS NULL"
                        + " AND uid || '/' || partner_id || '/' || (role = 'customer') <> ALL (:there::text[])")
                .param("connection", settings.connection())
                .param("asked", asked.toArray(Long[]::new))
                .param("there", there.toArray(String[]::new))
                .update();
    }
}
