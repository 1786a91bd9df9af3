package hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HubTest;
import hub.cli.Shell.Said;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code dead-letters} for calls that webhooks did not take: what it says, and what the database holds then. */
@HubTest
class WebhookLettersCommandsTest {
    @Autowired
    ApplicationContext hub;

    @Autowired
    JdbcClient jdbc;

    private Shell shell;

    @BeforeEach
    void letters() {
        shell = Shell.withNewCommands(hub);
        jdbc.sql("DELETE FROM outbox").update();
        jdbc.sql("DELETE FROM outbox_audit").update();
        jdbc.sql("DELETE FROM webhook").update();
        for (String name : List.of("shop", "crm")) {
            jdbc.sql(
                            "INSERT INTO webhook (name, url, models, operations, source, state, disabled_reason, created_by)"
                                    + " VALUES (?, 'https://example.com', '{product.product}', '{updated}', 'rest', 'disabled', 'a test', 'test')")
                    .param(name)
                    .update();
        }
        dead("shop", 41, "no-answer");
        dead("shop", 42, "status");
        dead("crm", 43, "status");
        jdbc.sql("INSERT INTO outbox (flow, subject, lane, position, status, cause, detail, remedy, dead_at)"
                        + " VALUES ('attendance', 1, 1, 1, 'dead', 'status', 'd', 'r', now())")
                .update();
    }

    @Test
    void theyAreListedAndShown() {
        assertThat(shell.run("dead-letters", "list").out()).contains("4 of 4 dead letters");
        assertThat(shell.run("dead-letters", "list", "--flow", "webhooks").out())
                .contains("3 of 3 dead letters");
        Said list = shell.run("dead-letters", "list", "--webhook", "shop", "--cause", "status");
        assertThat(list.out())
                .contains("webhooks", "shop was to hear of product.product/42: It answered.", "1 of 1 dead letters");
        assertThat(shell.run("dead-letters", "show", list.out().split("\\s+", 2)[0])
                        .out())
                .contains("webhook        shop", "record         product.product/42", "cause          status");
    }

    @Test
    void theyAreReplayed() {
        assertThat(shell.run("dead-letters", "replay", "--webhook", "nobody"))
                .isEqualTo(new Said(0, "0 dead letters are pushed again\n"));
        assertThat(shell.run("dead-letters", "replay", "--webhook", "shop"))
                .isEqualTo(new Said(0, "2 dead letters are pushed again\n"));
        assertThat(waiting()).containsExactly("webhooks shop 41", "webhooks shop 42");
        assertThat(shell.run("dead-letters", "replay", "--flow", "webhooks", "--cause", "status"))
                .isEqualTo(new Said(0, "1 dead letter is pushed again\n"));
        assertThat(waiting()).containsExactly("webhooks crm 43", "webhooks shop 41", "webhooks shop 42");
        assertThat(Commands.run("dead-letters", "replay", "1", "--webhook", "shop"))
                .as("one or many")
                .isEqualTo(2);
    }

    @Test
    void theyAreDiscarded() {
        String one = jdbc.sql(
                        "SELECT o.id::text FROM outbox o JOIN webhook_delivery d ON d.id = o.subject AND record = 43")
                .query(String.class)
                .single();
        assertThat(shell.run("dead-letters", "discard", one, "--reason", "an old price"))
                .isEqualTo(new Said(0, "Dead letter " + one + " was discarded\n"));
        assertThat(shell.run("dead-letters", "discard", "--webhook", "shop", "--reason", "the shop is closed"))
                .isEqualTo(new Said(0, "2 dead letters were discarded\n"));
        assertThat(jdbc.sql("SELECT flow FROM outbox").query(String.class).list())
                .as("nothing else")
                .containsExactly("attendance");
        assertThat(jdbc.sql("SELECT count(*) FROM webhook_delivery")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql(
                                "SELECT act || ' by ' || actor || ': ' || (detail ->> 'reason') FROM outbox_audit ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "discarded by command line: an old price",
                        "discarded by command line: the shop is closed",
                        "discarded by command line: the shop is closed");
        assertThat(Commands.run("dead-letters", "discard", "--webhook", "shop"))
                .as("no reason")
                .isEqualTo(2);
    }

    private List<String> waiting() {
        return jdbc.sql("SELECT o.flow || ' ' || w.name || ' ' || d.record FROM outbox o"
                        + " JOIN webhook_delivery d ON d.id = o.subject JOIN webhook w ON w.id = d.webhook"
                        + " WHERE o.flow = 'webhooks' AND o.status = 'waiting' AND o.attempts = 0 ORDER BY 1")
                .query(String.class)
                .list();
    }

    private void dead(String webhook, long record, String cause) {
        jdbc.sql(
                        "WITH d AS (INSERT INTO webhook_delivery (webhook, event, connection, model, record, operation, at)"
                                + " SELECT id, gen_random_uuid(), 'default', 'product.product', :record, 'updated', now() FROM webhook"
                                + " WHERE name = :webhook RETURNING id, webhook)"
                                + " INSERT INTO outbox (flow, connection, subject, lane, position, status, attempts, cause, detail, remedy, dead_at)"
                                + " SELECT 'webhooks', 'w' || webhook, id, :record, id, 'dead', 12, :cause, 'It answered.', 'r', now() FROM d")
                .param("webhook", webhook)
                .param("record", record)
                .param("cause", cause)
                .update();
    }
}
