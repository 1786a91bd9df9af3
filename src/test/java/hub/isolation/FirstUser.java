package hub.isolation;

import accounts.users.Role;
import accounts.users.UserAdministration;
import connections.ConnectionStore;
import connections.Credentials;
import connections.SavedConnection;
import hub.HubHttp;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import odoo.OdooProtocol;
import odoo.Secret;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;

/**
 * A user with a connection, and rows of every kind that a connection has. {@link #MARK} is in each text that is hers, so that
 * whoever sees one of her rows sees the mark.
 */
final class FirstUser {
    static final String MARK = "of-the-first-user";
    static final String PASSWORD = "seventeen green umbrellas";

    /** Tables whose rows belong to a connection that may be a user's. */
    static final List<String> TABLES =
            List.of("contact", "product", "sync_flow", "sync_run", "sync_reject", "activity_log");

    private static final AtomicInteger COUNT = new AtomicInteger();

    final long id;
    final String username;
    final String token;
    final SavedConnection connection;
    final long run;
    final long reject;
    final long contact;

    FirstUser(HubHttp http, UserAdministration users, ConnectionStore store, JdbcClient database, PracticeOdoo odoo) {
        apart(database);
        username = MARK + COUNT.incrementAndGet();
        id = users.create(username, null, Role.USER, PASSWORD, "test");
        token = http.token(username, PASSWORD);
        connection = store.save(
                id,
                "odoo-" + MARK,
                new Credentials(
                        odoo.url(), odoo.database(), MARK + "@example.com", Secret.of("a secret"), OdooProtocol.AUTO),
                true);
        String key = connection.key();
        contact = 6_000_000 + COUNT.get();
        rows(database, key, MARK, contact);
        database.sql("INSERT INTO connection_flow (connection_id, flow, schedule, due_at, last_failure)"
                        + " VALUES (?, 'contacts', '12h', now() + interval '1 day', ?)")
                .params(connection.id(), MARK)
                .update();
        run = database.sql("SELECT max(id) FROM sync_run WHERE connection = ?")
                .param(key)
                .query(Long.class)
                .single();
        reject = database.sql("SELECT max(id) FROM sync_reject WHERE connection = ?")
                .param(key)
                .query(Long.class)
                .single();
    }

    /** Her ids are nobody else's: an answer about one of them is about her. */
    private static void apart(JdbcClient database) {
        int start = 1_000_000;
        for (String table : List.of("hub_user", "odoo_connection", "sync_run", "sync_reject")) {
            start += 1_000_000;
            database.sql(
                            "SELECT setval(pg_get_serial_sequence(?, 'id'), greatest(?, nextval(pg_get_serial_sequence(?, 'id'))))")
                    .params(table, start, table)
                    .query(Long.class)
                    .single();
        }
    }

    /** A row of each kind, with that mark in its texts. */
    static void rows(JdbcClient database, String key, String mark, long record) {
        database.sql("INSERT INTO contact (connection, odoo_id, name, email, is_company) VALUES (?, ?, ?, ?, false)")
                .params(key, record, mark, mark + "@example.com")
                .update();
        database.sql("INSERT INTO product (connection, odoo_id, name, default_code) VALUES (?, ?, ?, ?)")
                .params(key, record, mark, mark)
                .update();
        database.sql("INSERT INTO sync_flow (flow, connection) VALUES ('contacts', ?) ON CONFLICT DO NOTHING")
                .param(key)
                .update();
        database.sql("WITH r AS (INSERT INTO sync_run (flow, connection, mode, trigger, status, failure, remedy)"
                        + " VALUES ('contacts', :key, 'full', 'rest', 'failed', :mark, :mark) RETURNING id)"
                        + " INSERT INTO sync_reject (flow, connection, odoo_id, name, reason, detail, first_run, last_run)"
                        + " SELECT 'contacts', :key, :record, :mark, 'refused', :mark, id, id FROM r")
                .params(Map.of("key", key, "mark", mark, "record", record))
                .update();
        database.sql("INSERT INTO activity_log (connection, category, level, flow, message)"
                        + " VALUES (?, 'odoo_sync', 'info', 'contacts', ?)")
                .params(key, mark)
                .update();
    }

    /** Everything there is of her, to see whether somebody changed it. */
    String everything(JdbcClient database) {
        StringBuilder all = new StringBuilder();
        for (String table : TABLES) {
            all.append(database.sql("SELECT coalesce(string_agg(t::text, ';' ORDER BY t::text), '') FROM " + table
                            + " t WHERE connection = ?")
                    .param(connection.key())
                    .query(String.class)
                    .single());
        }
        all.append(database.sql("SELECT coalesce(string_agg(f::text, ';' ORDER BY f.flow), '') FROM connection_flow f"
                        + " WHERE connection_id = ?")
                .param(connection.id())
                .query(String.class)
                .single());
        all.append(database.sql("SELECT c::text FROM odoo_connection c WHERE id = ?")
                .param(connection.id())
                .query(String.class)
                .optional()
                .orElse("no connection"));
        all.append(database.sql("SELECT username || role || enabled || password FROM hub_user WHERE id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .orElse("no user"));
        return all.append(database.sql("SELECT count(*) FROM user_session WHERE user_id = ? AND revoked_at IS NULL")
                        .param(id)
                        .query(Long.class)
                        .single())
                .toString();
    }
}
