package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import practice.Fault;

/** What becomes of a connection whose credentials are refused, whose owner goes, or that leads elsewhere. */
class ConnectionEndsTest extends ConnectionRunsScene {
    @Test
    void refusedCredentialsPauseAtOnceAndTheOwnerIsTold() {
        long owner = user();
        String key = connect(owner, odoo);
        odoo.revokeKey(odoo.apiKey());
        tick();
        await().atMost(PATIENCE)
                .until(() -> runs.getUnderWay() == 0 && state(key).get("state").equals("paused"));
        assertThat(odoo.calls().all().stream().filter(call -> !call.model().equals("web")))
                .as("no second try")
                .hasSize(1);
        assertThat(state(key).get("paused_reason").toString()).contains("refused");
        assertThat(texts("SELECT about FROM mail_outbox WHERE kind = 'connection_paused' AND user_id = " + owner))
                .containsExactly("mine");
        int calls = odoo.calls().all().size();
        due(key, "contacts");
        due(key, "products");
        tick();
        assertThat(runs.getUnderWay()).isZero();
        assertThat(odoo.calls().all()).hasSize(calls);

        String again = odoo.addUser("second", "secret", practice.orm.Rights.all());
        save(owner, odoo, again);
        await().atMost(PATIENCE).until(() -> {
            tick();
            return flow(key, "contacts").get("succeeded_at") != null;
        });
    }

    @Test
    void aUserWhoIsDeletedWhileTheirRunIsUnderWayLeavesNothing() {
        String key = halfWay();
        users.delete(owner(key), "test");
        odoo.behave();
        await().atMost(PATIENCE).until(() -> runs.getUnderWay() == 0);
        for (String table : List.of("contact", "product", "sync_run", "sync_flow", "sync_reject", "activity_log")) {
            assertThat(jdbc.sql("SELECT count(*) FROM " + table + " WHERE connection = ?")
                            .param(key)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        assertThat(texts("SELECT flow FROM connection_flow")).isEmpty();
    }

    @Test
    void aUserWhoIsDisabledWhileTheirRunIsUnderWayGetsNothingMore() {
        String key = halfWay();
        users.change(owner(key), Map.of("enabled", false), "test");
        odoo.behave();
        await().atMost(PATIENCE).until(() -> runs.getUnderWay() == 0);
        assertThat(contacts(key)).as("what was stored before").isEqualTo(200);
        assertThat(texts("SELECT status FROM sync_run WHERE flow = 'contacts'")).containsExactly("failed");
        due(key, "contacts");
        tick();
        assertThat(runs.getUnderWay()).as("of a disabled user nothing is due").isZero();
    }

    @Test
    void aConnectionThatLeadsElsewhereBeginsAnew() {
        long owner = user();
        String key = connect(owner, odoo);
        tick();
        awaitSucceeded(key, "contacts");
        awaitSucceeded(key, "products");
        save(owner, other, other.apiKey());
        assertThat(contacts(key)).isZero();
        await().atMost(PATIENCE).until(() -> {
            tick();
            return contacts(key) == other.count("res.partner");
        });
        assertThat(texts("SELECT name FROM contact")).contains("Ada");
    }

    /** A user's connection whose run has stored two pages and waits for the third. */
    private String halfWay() {
        odoo.createAll(
                "res.partner",
                IntStream.range(0, 450)
                        .mapToObj(i -> Map.<String, Object>of("name", "P" + i))
                        .toList());
        String key = connect(user(), odoo);
        jdbc.sql("UPDATE connection_flow SET enabled = false WHERE flow = 'products'")
                .update();
        odoo.misbehave(Fault.hang().onPages("res.partner").nth(3).always());
        tick();
        await().atMost(PATIENCE).until(() -> contacts(key) == 200);
        return key;
    }

    private long owner(String key) {
        return (Long) state(key).get("owner");
    }

    private Map<String, Object> state(String key) {
        return jdbc.sql("SELECT * FROM odoo_connection WHERE 'c' || id = ?")
                .param(key)
                .query()
                .singleRow();
    }
}
