package changes;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HubTest;
import hub.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is written down of changes: each that happened, once, in the order of each record, and nothing that nobody wants. */
@HubTest
class ChangeEventsTest {
    @Autowired
    ChangeLog log;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void everythingIsWanted() {
        database.clean();
        log.want(Set.of("*"), "test", Duration.ofHours(1));
    }

    @Test
    void theLifeOfARecordIsTold() {
        run("INSERT INTO mirror (connection, model, odoo_id, data) SELECT 'default', 'res.partner', n, '{}'"
                + " FROM generate_series(1, 3) n");
        run("UPDATE mirror SET data = '{\"name\": \"a\"}' WHERE odoo_id = 1");
        run("UPDATE mirror SET pulled_at = now()");
        run("UPDATE mirror SET archived = true WHERE odoo_id = 1");
        run("UPDATE mirror SET archived = false WHERE odoo_id = 1");
        run("UPDATE mirror SET deleted = true WHERE odoo_id = 2");
        run("UPDATE mirror SET deleted = false WHERE odoo_id = 2");
        run("DELETE FROM mirror WHERE odoo_id = 3");
        assertThat(told("mirror"))
                .containsExactly(
                        "1 created",
                        "2 created",
                        "3 created",
                        "1 updated",
                        "1 archived",
                        "1 restored",
                        "2 deleted",
                        "2 restored",
                        "3 deleted");
        List<ChangeEvent> first =
                events().stream().filter(event -> event.record() == 1).toList();
        assertThat(first.get(0).before()).isNull();
        assertThat(first.get(1).before()).isEqualTo(first.get(0).after()).hasSize(64);
        assertThat(first.get(1).after()).isNotEqualTo(first.get(1).before());
        assertThat(first).extracting(ChangeEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void everyTableTellsInItsOwnWords() {
        run("INSERT INTO customers (name, email, type, odoo_partner_id) VALUES ('a', 'a@example.com', 'company', 7)");
        run("UPDATE customers SET password = 'x', odoo_last_sync = now()");
        run("UPDATE customers SET odoo_status = 'archived'");
        run("UPDATE customers SET odoo_status = 'deleted'");
        run("INSERT INTO customers (name, email, type) VALUES ('not in Odoo', 'b@example.com', 'company')");
        assertThat(told("customers")).containsExactly("7 created", "7 archived", "7 deleted");
        run("INSERT INTO persons (person_id, name, odoo_employee_id) VALUES ('E1', 'a', 8)");
        run("UPDATE persons SET name = 'b', updated_at = now()");
        run("UPDATE persons SET odoo_status = 'archived'");
        assertThat(told("employees")).containsExactly("8 created", "8 updated", "8 archived");
        run("INSERT INTO contact (connection, odoo_id, is_company) VALUES ('c1', 9, true)");
        run("UPDATE contact SET synced_at = now()");
        run("UPDATE contact SET status = 'archived'");
        run("DELETE FROM contact");
        assertThat(told("contacts")).containsExactly("9 created", "9 archived", "9 deleted");
        run("INSERT INTO product (connection, odoo_id, name) VALUES ('default', 10, 'Table')");
        run("UPDATE product SET list_price = 5");
        assertThat(told("products")).containsExactly("10 created", "10 updated");
        run("INSERT INTO orders (order_number, product_id, quantity, created_by) VALUES ('A', 10, 1, 'test')");
        run("UPDATE orders SET version = version + 1, updated_at = now()");
        run("UPDATE orders SET status = 'completed', version = version + 1");
        assertThat(told("orders")).containsExactly("1 created", "1 updated");
        assertThat(events().stream().map(event -> event.flow() + " " + event.model() + " " + event.connection()))
                .contains(
                        "customers res.partner default",
                        "employees hr.employee default",
                        "contacts res.partner c1",
                        "products product.product default",
                        "orders hub.order default");
    }

    @Test
    void whatNobodyWantsIsNotWrittenDown() {
        run("DELETE FROM change_wanted");
        log.want(Set.of("res.partner"), "test", Duration.ofHours(1));
        run("INSERT INTO mirror (connection, model, odoo_id, data) VALUES ('default', 'res.partner', 1, '{}'),"
                + " ('default', 'product.product', 2, '{}')");
        run("INSERT INTO customers (name, email, type, odoo_partner_id) VALUES ('a', 'a@example.com', 'company', 7)");
        assertThat(events()).extracting(ChangeEvent::record).containsExactly(1L);
        log.want(Set.of("customers"), "test", Duration.ofHours(1));
        run("UPDATE customers SET name = 'b'");
        assertThat(told("customers")).containsExactly("7 updated");
        run("UPDATE change_wanted SET until = now() - interval '1 second'");
        run("UPDATE customers SET name = 'c'");
        run("UPDATE mirror SET data = '{\"name\": 1}'");
        assertThat(events()).hasSize(2);
    }

    @Test
    void aTransactionThatCommitsLateIsWaitedForAndOthersAreNot() throws SQLException {
        try (Connection late = database.dataSource().getConnection();
                Connection silent = database.dataSource().getConnection();
                Statement first = late.createStatement();
                Statement other = silent.createStatement()) {
            late.setAutoCommit(false);
            silent.setAutoCommit(false);
            other.execute("CREATE TABLE tells_nothing (id int)");
            first.execute("INSERT INTO contact (connection, odoo_id, is_company) VALUES ('default', 1, true)");
            run("INSERT INTO contact (connection, odoo_id, is_company) VALUES ('default', 2, true)");
            assertThat(events()).isEmpty();
            first.execute("INSERT INTO contact (connection, odoo_id, is_company) VALUES ('default', 3, true)");
            late.commit();
            assertThat(events()).extracting(ChangeEvent::record).containsExactly(1L, 2L, 3L);
            first.execute("INSERT INTO contact (connection, odoo_id, is_company) VALUES ('default', 4, true)");
            run("INSERT INTO contact (connection, odoo_id, is_company) VALUES ('default', 5, true)");
            assertThat(events()).hasSize(3);
            late.rollback();
            assertThat(events()).extracting(ChangeEvent::record).containsExactly(1L, 2L, 3L, 5L);
            silent.rollback();
        }
    }

    @Test
    void oldChangesGoButNotBeforeTheyAreRead() {
        long before = log.horizon();
        run("INSERT INTO product (connection, odoo_id) SELECT 'default', n FROM generate_series(1, 10) n");
        run("UPDATE change_event SET at = now() - interval '8 days' WHERE record <= 8");
        run("INSERT INTO change_reader (name, position) VALUES ('slow', " + (before + 5) + ")");
        log.prune();
        assertThat(events()).extracting(ChangeEvent::record).containsExactly(6L, 7L, 8L, 9L, 10L);
        assertThat(log.isForgotten(before + 5)).isFalse();
        assertThat(log.isForgotten(before + 4)).isTrue();
        assertThat(log.isForgotten(before + 11)).isTrue();
        run("UPDATE change_reader SET seen_at = now() - interval '31 days'");
        log.prune();
        assertThat(events()).extracting(ChangeEvent::record).containsExactly(9L, 10L);
    }

    @Test
    void aConnectionTakesWhatWasToldOfItAlong() {
        long owner = jdbc.sql("INSERT INTO hub_user (username, created_by) VALUES ('u', 'test') RETURNING id")
                .query(Long.class)
                .single();
        long id = jdbc.sql("INSERT INTO odoo_connection (owner, name, url, db, username, secret)"
                        + " VALUES (?, 'mine', 'https://example.com', 'd', 'u', '') RETURNING id")
                .param(owner)
                .query(Long.class)
                .single();
        run("INSERT INTO contact (connection, odoo_id, is_company) VALUES ('c" + id
                + "', 1, true), ('default', 2, true)");
        run("DELETE FROM hub_user WHERE id = " + owner);
        assertThat(events()).extracting(ChangeEvent::record).containsExactly(2L);
    }

    @Test
    void everyTopicThatIsAskedForIsWanted() {
        assertThat(log.want(Set.of("a"), "clients", Duration.ofDays(1)))
                .as("everything is")
                .isTrue();
        run("DELETE FROM change_wanted");
        assertThat(log.want(Set.of("a"), "clients", Duration.ofDays(1))).isFalse();
        assertThat(log.want(Set.of("a", "b"), "clients", Duration.ofDays(1))).isFalse();
        assertThat(log.want(Set.of("b", "a"), "clients", Duration.ofDays(1))).isTrue();
        assertThat(jdbc.sql("SELECT topic FROM change_wanted ORDER BY topic")
                        .query(String.class)
                        .list())
                .containsExactly("a", "b");
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }

    private List<ChangeEvent> events() {
        return log.after(0, null, 1_000);
    }

    private List<String> told(String flow) {
        return events().stream()
                .filter(event -> event.flow().equals(flow))
                .map(event -> event.record() + " " + event.operation())
                .toList();
    }
}
