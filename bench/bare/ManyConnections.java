package hub.bench;

import connections.ConnectionStore;
import connections.Credentials;
import odoo.OdooProtocol;
import odoo.Secret;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Joins the hub and saves a user and a connection for each number up to BENCH_CONNECTIONS, at BENCH_URL and a path of its own, without
 * testing them. Once.
 */
@Component
class ManyConnections {
    private final JdbcClient database;
    private final ConnectionStore store;

    ManyConnections(JdbcClient database, ConnectionStore store) {
        this.database = database;
        this.store = store;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        if (database.sql("SELECT count(*) FROM odoo_connection").query(Long.class).single() > 0) {
            return;
        }
        int count = Integer.parseInt(System.getenv("BENCH_CONNECTIONS"));
        for (int i = 1; i <= count; i++) {
            long owner = database.sql("INSERT INTO hub_user (username, created_by) VALUES (?, 'bench') RETURNING id")
                    .param("bench" + i)
                    .query(Long.class)
                    .single();
            store.save(
                    owner,
                    "mine",
                    new Credentials(
                            System.getenv("BENCH_URL") + "/c" + i,
                            "pages",
                            "bench",
                            Secret.of("0".repeat(40)),
                            OdooProtocol.AUTO),
                    true);
        }
    }
}
