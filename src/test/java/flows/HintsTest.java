package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.HubHttp;
import hub.ProblemAssert;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import realtime.Hooks;
import sync.Hint;
import sync.HintClaim;
import sync.Hints;
import sync.RunMode;

/** Webhooks that arrive, and what becomes of the hints in them. */
class HintsTest extends FlowTest {
    private static final String SECRET = "a secret of 43 characters, or nearly so";
    private static final String ADDRESS =
            "/webhooks/odoo/default/a%20secret%20of%2043%20characters%2C%20or%20nearly%20so";

    @LocalServerPort
    int port;

    @Autowired
    Hooks hooks;

    @Autowired
    Hints hints;

    @Autowired
    ProducerTemplate template;

    @Autowired
    MeterRegistry meters;

    @Autowired
    TransactionTemplate transaction;

    private HubHttp http;

    @BeforeEach
    void installed() {
        http = new HubHttp(port);
        jdbc.sql(
                        "INSERT INTO realtime_hook (connection, secret_hash) VALUES ('default', sha256(convert_to(?, 'UTF8')))")
                .param(SECRET)
                .update();
        hooks.refresh();
    }

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
    void aFloodIsAnsweredAtOnceAndEndsEqual() throws Exception {
        List<Integer> partners = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            partners.add(partner("Partner " + i, "p" + i + "@example.com"));
        }
        pull();
        odoo.write("res.partner", partners, Map.of("name", "Everybody"));
        long calls = odoo.calls().count("res.partner", "read");
        long slowest = 0;
        for (int i = 0; i < 3000; i++) {
            long start = System.nanoTime();
            int status = post(
                            ADDRESS,
                            "{\"_model\":\"res.partner\",\"_id\":" + (i % 3 == 0 ? partners.get(i % 60) : 100_000 + i)
                                    + "}")
                    .statusCode();
            slowest = Math.max(slowest, System.nanoTime() - start);
            assertThat(status).isEqualTo(202);
        }
        for (int id : partners) {
            hint(id);
        }
        followed();
        assertEqualToSource();
        assertThat(TimeUnit.NANOSECONDS.toMillis(slowest)).isLessThan(1000);
        assertThat(odoo.calls().count("res.partner", "read") - calls)
                .as("reads in batches")
                .isLessThan(1500);
    }

    @Test
    void tooManyHintsBecomeOnePull() {
        int known = partner("Before", "known@example.com");
        pull();
        odoo.write("res.partner", known, Map.of("name", "After"));
        List<Hint> many = new ArrayList<>();
        for (int id = 1_000; id < 11_100; id++) {
            many.add(new Hint("default", "res.partner", id));
        }
        hints.add(many, "webhook");
        assertThat(jdbc.sql("SELECT odoo_id FROM change_hint").query(Long.class).list())
                .containsExactly(Hint.WHOLE);
        template.sendBody("seda:hints-wake?size=1&discardWhenFull=true", null);
        followed();
        assertThat(customer(known)).containsEntry("name", "After");
    }

    @Test
    void halfOfAllHintsMayBeLost() {
        List<Integer> partners = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            partners.add(partner("Partner " + i, "p" + i + "@example.com"));
        }
        pull();
        for (int i = 0; i < 200; i++) {
            int id = partners.get(i % 40);
            odoo.write("res.partner", id, Map.of("name", "Change " + i));
            if (i % 2 == 0) {
                hint(id);
            }
        }
        followed();
        pull();
        assertEqualToSource();
    }

    @Test
    void aDatabaseThatStandsStillKeepsNobodyWaiting() {
        int known = partner("Before", "known@example.com");
        pull();
        odoo.write("res.partner", known, Map.of("name", "After"));
        transaction.executeWithoutResult(status -> {
            jdbc.sql("LOCK TABLE change_hint IN ACCESS EXCLUSIVE MODE").update();
            long start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                assertThat(hint(known).statusCode()).isEqualTo(202);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        });
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(customer(known)).containsEntry("name", "After"));
    }

    @Test
    void anOdooThatIsAwayIsAskedAgain() {
        int known = partner("Before", "known@example.com");
        pull();
        odoo.write("res.partner", known, Map.of("name", "After"));
        odoo.down();
        hint(known);
        await().untilAsserted(() -> assertThat(jdbc.sql("SELECT attempts FROM change_hint")
                        .query(Integer.class)
                        .single())
                .isPositive());
        odoo.up();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            template.sendBody("seda:hints-wake?size=1&discardWhenFull=true", null);
            assertThat(customer(known)).containsEntry("name", "After");
        });
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

    private HttpResponse<String> hint(int id) {
        return post(
                ADDRESS,
                "{\"_action\":\"Send webhook(#1)\",\"_model\":\"res.partner\",\"_id\":" + id + ",\"id\":" + id + "}");
    }

    private HttpResponse<String> post(String address, String body) {
        return http.send(http.anonymous(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private Map<String, Object> hintRun() {
        return jdbc.sql("SELECT * FROM sync_run WHERE trigger = 'hint' AND flow = 'customers'")
                .query()
                .singleRow();
    }

    private void followed() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        meters.get("hub.hints.queued").gauge().value()
                                + jdbc.sql("SELECT count(*) FROM change_hint")
                                        .query(Long.class)
                                        .single())
                .isZero());
    }
}
