package hub.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import accounts.users.HubUser;
import accounts.users.Role;
import accounts.users.UserAdministration;
import accounts.users.UserAuthentication;
import connections.ConnectionStore;
import connections.HubItself;
import hub.HubHttp;
import hub.HubTest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;
import practice.PracticeOdoo;

/** PostgreSQL itself shows a caller what is the caller's, whatever a statement asks for. */
@HubTest
class RowSecurityTest {
    /** The hub's own flows only fill these: no user's connection has rows in them (OwnSyncs). */
    private static final Set<String> OF_THE_HUB = Set.of(
            "attendance",
            "attendance_event",
            "gateway_fields",
            "odoo_name",
            "odoo_session",
            "outbox",
            "outbox_audit",
            "person_badge",
            "persons",
            "webhook_delivery");

    @LocalServerPort
    int port;

    @Autowired
    UserAdministration users;

    @Autowired
    ConnectionStore store;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    PracticeOdoo odoo;

    FirstUser first;
    FirstUser second;

    @BeforeEach
    void two() {
        HubHttp http = new HubHttp(port);
        first = new FirstUser(http, users, store, database, odoo);
        second = new FirstUser(http, users, store, database, odoo);
        FirstUser.rows(database, "default", "of-the-hub", 9_000_000 + first.contact);
    }

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void eachTableWithAConnectionIsHeldOrTheHubsOwn() {
        Set<String> held = new TreeSet<>(database.sql(
                        "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
                                + " WHERE c.relrowsecurity AND c.relforcerowsecurity AND c.relnamespace = 'public'::regnamespace")
                .query(String.class)
                .list());
        Set<String> withConnection =
                new TreeSet<>(database.sql("SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                                + " WHERE a.attname = 'connection' AND NOT a.attisdropped AND c.relkind IN ('r', 'p')"
                                + " AND c.relnamespace = 'public'::regnamespace")
                        .query(String.class)
                        .list());
        assertThat(held).contains("odoo_connection").containsAll(FirstUser.TABLES);
        withConnection.removeAll(held);
        assertThat(withConnection)
                .as("tables with a connection and no policy; a user's connection must have no rows there")
                .isSubsetOf(OF_THE_HUB);
    }

    @Test
    void aUserHasOwnRowsAManagerAlsoTheHubsAndTheHubAll() {
        for (String table : FirstUser.TABLES) {
            assertThat(as(first, Role.USER, () -> connections(table)))
                    .as(table)
                    .containsExactly(first.connection.key());
            assertThat(as(first, Role.MANAGER, () -> connections(table)))
                    .as(table)
                    .containsExactlyInAnyOrder(first.connection.key(), "default");
            assertThat(as(first, Role.ADMIN, () -> connections(table)))
                    .as(table)
                    .contains(first.connection.key(), second.connection.key(), "default");
            assertThat(as(first, Role.USER, () -> HubItself.does(() -> connections(table))))
                    .as(table)
                    .contains(second.connection.key());
            assertThat(connections(table)).as(table).contains(second.connection.key());
        }
        assertThat(as(first, Role.USER, () -> database.sql("SELECT id FROM odoo_connection")
                        .query(Long.class)
                        .list()))
                .containsExactly(first.connection.id());
    }

    @Test
    void nobodyWritesWhatIsAnothers() {
        String theirs = second.connection.key();
        int changed = as(
                first,
                Role.MANAGER,
                () -> database.sql("UPDATE contact SET name = 'mine now' WHERE connection = ?")
                                .param(theirs)
                                .update()
                        + database.sql("DELETE FROM odoo_connection WHERE id = ?")
                                .param(second.connection.id())
                                .update()
                        + database.sql("DELETE FROM sync_run WHERE id = ?")
                                .param(second.run)
                                .update());
        assertThat(changed).isZero();
        assertThatThrownBy(() -> as(first, Role.USER, () -> database.sql(
                                "INSERT INTO contact (connection, odoo_id, is_company) VALUES (?, 1, false)")
                        .param(theirs)
                        .update()))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() ->
                        as(first, Role.USER, () -> database.sql("UPDATE odoo_connection SET owner = ? WHERE id = ?")
                                .params(second.id, first.connection.id())
                                .update()))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void ordersAreTheHubsAndTheMirrorIsHeldForWriters() {
        database.sql(
                        "INSERT INTO orders (order_number, product_id, quantity, created_by) VALUES ('of-the-hub', 1, 1, 'test')")
                .update();
        database.sql("INSERT INTO mirror (connection, model, odoo_id, data) VALUES ('default', 'res.partner', 1, '{}')")
                .update();
        for (String table : List.of("orders", "orders_listed")) {
            assertThat(as(first, Role.USER, () -> connections(table))).as(table).isEmpty();
            assertThat(as(first, Role.MANAGER, () -> connections(table)))
                    .as(table)
                    .containsExactly("default");
            assertThat(connections(table)).as(table).containsExactly("default");
        }
        String change = "UPDATE mirror SET data = '{\"name\": \"mine\"}'";
        assertThat(as(first, Role.USER, () -> database.sql(change).update())).isZero();
        assertThat(as(first, Role.MANAGER, () -> database.sql(change).update())).isOne();
        assertThatThrownBy(() -> as(first, Role.USER, () -> database.sql(
                                "INSERT INTO mirror (connection, model, odoo_id, data) VALUES ('default', 'res.partner', 2, '{}')")
                        .update()))
                .rootCause()
                .hasMessageContaining("row-level security");
        database.sql(
                        "INSERT INTO mirror (connection, model, odoo_id, data) VALUES ('default', 'product.product', 3, '{}')")
                .update();
        database.sql("INSERT INTO sync_flow (flow) VALUES ('catalog') ON CONFLICT DO NOTHING")
                .update();
        assertThat(as(first, Role.USER, this::products)).isEmpty();
        assertThat(as(first, Role.MANAGER, this::products)).containsExactly(3L);
        assertThat(products()).containsExactly(3L);
        database.sql("DELETE FROM sync_flow WHERE flow = 'catalog'").update();
        database.sql("DELETE FROM orders").update();
        database.sql("DELETE FROM mirror").update();
    }

    @Test
    void whatAUserRemovesGoesWithItsRows() {
        assertThat(as(first, Role.USER, () -> store.delete(first.id, first.connection.name())))
                .isTrue();
        for (String table : FirstUser.TABLES) {
            assertThat(connections(table)).as(table).doesNotContain(first.connection.key());
            assertThat(connections(table)).as(table).contains(second.connection.key());
        }
    }

    @Test
    void aSuperuserBecomesOneWhomPoliciesHoldAndIsItselfAgain() {
        assertThat(as(first, Role.USER, this::databaseUser)).isEqualTo("odoo_hub_isolated");
        assertThat(databaseUser()).isEqualTo("postgres");
    }

    @Test
    void anOwnerOfTheTablesWhoIsNoSuperuserIsHeldToo() {
        List<String> seen = transaction.execute(status -> {
            status.setRollbackOnly();
            database.sql("CREATE ROLE plain_hub").update();
            database.sql("GRANT CREATE ON SCHEMA public TO plain_hub").update();
            database.sql("ALTER TABLE contact OWNER TO plain_hub").update();
            database.sql("ALTER TABLE odoo_connection OWNER TO plain_hub").update();
            database.sql("SET LOCAL ROLE plain_hub").update();
            database.sql("SELECT name_caller(?)::text")
                    .param("user/" + first.id)
                    .query(String.class)
                    .list();
            assertThat(databaseUser()).isEqualTo("plain_hub");
            return connections("contact");
        });
        assertThat(seen).containsExactly(first.connection.key());
        assertThat(connections("contact")).contains(second.connection.key());
    }

    private List<Long> products() {
        return database.sql("SELECT odoo_id FROM products").query(Long.class).list();
    }

    private String databaseUser() {
        return database.sql("SELECT current_user").query(String.class).single();
    }

    private List<String> connections(String table) {
        return database.sql("SELECT DISTINCT connection FROM " + table)
                .query(String.class)
                .list();
    }

    private static <T> T as(FirstUser who, Role role, Supplier<T> work) {
        SecurityContextHolder.getContext()
                .setAuthentication(new UserAuthentication(new HubUser(who.id, who.username, role), 0, null));
        try {
            return work.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
