package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.ProblemAssert;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sync.Hint;
import sync.HintClaim;
import sync.RunMode;

/** Hints from Odoo are followed: which record, and nothing else of them is believed. */
class HintsTest extends HintsScene {
    @Test
    void aHintedRecordIsStoredWithoutAPull() {
        int known = partner("Before", "known@example.com");
        pull();
        odoo.write("res.partner", known, Map.of("name", "After"));
        int added = partner("New", "new@example.com");

        assertThat(hint(known).statusCode()).isEqualTo(202);
        assertThat(hint(added).statusCode()).isEqualTo(202);

        followed();
        assertEqualToSource();
        assertThat(customer(known)).containsEntry("name", "After");
        Map<String, Object> run = hintRun();
        assertThat(run).containsEntry("status", "succeeded").containsEntry("created", 1L);
        odoo.unlink("res.partner", added);
        odoo.write("res.partner", known, Map.of("active", false));
        hint(added);
        hint(known);
        followed();
        assertThat(customer(added)).containsEntry("odoo_status", "deleted");
        assertThat(customer(known)).containsEntry("odoo_status", "archived");
        assertThat(hintRun()).as("the runs of an hour share a row").containsEntry("id", run.get("id"));
        assertThat(lastRun()).as("the window is the pull's").containsEntry("trigger", "hint");
        assertThat(jdbc.sql("SELECT after_id FROM sync_flow WHERE flow = 'customers'")
                        .query()
                        .singleColumn())
                .containsOnlyNulls();
    }

    @Test
    void messagesAreBelievedNothingButWhichRecord() {
        int known = partner("Before", "known@example.com");
        pull();
        String lie =
                "{\"_model\":\"res.partner\",\"_id\":" + known + ",\"name\":\"Lie\",\"email\":\"lie@example.com\"}";
        for (int times = 0; times < 20; times++) {
            assertThat(post(ADDRESS, lie).statusCode()).isEqualTo(202);
        }
        followed();
        assertThat(customer(known)).containsEntry("name", "Before").containsEntry("email", "known@example.com");
        assertThat(post(ADDRESS, "{\"model\":\"res.partner\",\"ids\":[" + known + "]}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(post(ADDRESS, "{\"_model\":\"ir.cron\",\"_id\":1}").statusCode())
                .as("nobody pulls it")
                .isEqualTo(202);
        followed();
        for (String bad : List.of(
                "",
                "x",
                "[]",
                "{}",
                "null",
                "{\"_model\":\"res.partner\"}",
                "{\"_model\":\"res.partner\",\"_id\":-1}",
                "{\"_model\":\"res.partner\",\"_id\":1.5}",
                "{\"_model\":\"res.partner\",\"_id\":\"1; DROP TABLE customers\"}",
                "{\"_model\":\"res.partner\",\"_id\":99999999999999999999}",
                "{\"_model\":\"res.partner\",\"ids\":[1,[2]]}",
                "[".repeat(5000))) {
            ProblemAssert.assertProblem(post(ADDRESS, bad), 400);
        }
        ProblemAssert.assertProblem(post(ADDRESS, "{\"a\":\"" + "x".repeat(70_000) + "\"}"), 413);
        ProblemAssert.assertProblem(http.send(http.anonymous(ADDRESS).GET()), 405);
        assertThat(http.send(http.anonymous(ADDRESS).GET()).headers().map()).doesNotContainKey("set-cookie");
        assertThat(jdbc.sql("SELECT count(*) FROM change_hint")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whoeverDoesNotKnowTheSecretIsNotHeard() {
        String body = "{\"_model\":\"res.partner\",\"_id\":1}";
        ProblemAssert.assertProblem(post("/webhooks/odoo/default/wrong", body), 404);
        ProblemAssert.assertProblem(post(ADDRESS.replace("default", "c17"), body), 404);
        ProblemAssert.assertProblem(post("/webhooks/odoo/default/", body), 404);
        assertThat(jdbc.sql("SELECT count(*) FROM change_hint")
                        .query(Long.class)
                        .single())
                .isZero();
        for (int times = 0; times < 25; times++) {
            post("/webhooks/odoo/default/guess" + times, body);
        }
        assertThat(post("/webhooks/odoo/default/wrong", body).statusCode()).isEqualTo(429);
        assertThat(post(ADDRESS, body).statusCode())
                .as("the secret is good, whoever else guesses")
                .isEqualTo(202);
    }

    @Test
    void aHintDuringAPullIsFollowedAtOnceAndOnceMoreAfterIt() {
        int known = partner("Before", "known@example.com");
        pull();
        jdbc.sql("INSERT INTO sync_run (flow, mode, trigger) VALUES ('customers', 'full', 'schedule')")
                .update();
        odoo.write("res.partner", known, Map.of("name", "After"));
        hint(known);
        await().untilAsserted(() -> assertThat(customer(known)).containsEntry("name", "After"));
        await().untilAsserted(() -> assertThat(jdbc.sql("SELECT claim IS NULL AND due_at > now() FROM change_hint")
                        .query(Boolean.class)
                        .single())
                .isTrue());
    }

    @Test
    void aHintThatComesWhileItsRecordIsReadIsNotLost() {
        hints.add(List.of(new Hint("default", "res.partner", 7)), "webhook");
        HintClaim claim = hints.claim().orElseThrow();
        assertThat(hints.claim()).as("somebody has it").isEmpty();
        hints.add(List.of(new Hint("default", "res.partner", 7), new Hint("default", "res.partner", 8)), "bus");
        assertThat(hints.claim()).as("one process a model").isEmpty();
        hints.done(claim);
        HintClaim again = hints.claim().orElseThrow();
        assertThat(again.ids()).isEqualTo("[7, 8]");
        jdbc.sql("UPDATE change_hint SET claimed_until = now() - interval '1 second'")
                .update();
        assertThat(hints.claim().orElseThrow().ids())
                .as("of a process that died")
                .isEqualTo("[7, 8]");
        hints.done(again);
        assertThat(jdbc.sql("SELECT count(*) FROM change_hint")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aFlowThatNeverPulledAndOneThatIsPausedTakeNoHints() {
        int partner = partner("Somebody", "somebody@example.com");
        hint(partner);
        followed();
        assertThat(customers()).isZero();
        run(RunMode.INCREMENTAL);
        odoo.write("res.partner", partner, Map.of("name", "Else"));
        jdbc.sql("UPDATE sync_flow SET paused = true").update();
        hint(partner);
        followed();
        assertThat(customer(partner)).containsEntry("name", "Somebody");
    }

    private Map<String, Object> hintRun() {
        return jdbc.sql("SELECT * FROM sync_run WHERE trigger = 'hint' AND flow = 'customers'")
                .query()
                .singleRow();
    }
}
