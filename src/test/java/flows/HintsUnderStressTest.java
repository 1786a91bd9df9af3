package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import sync.Hint;

/** Hints in floods, lost, or while the database or Odoo is away: in the end all is equal. */
class HintsUnderStressTest extends HintsScene {
    @Autowired
    ProducerTemplate template;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void aFloodIsAnsweredAtOnceAndEndsEqual() throws Exception {
        List<Integer> partners = pulled(60);
        odoo.write("res.partner", partners, Map.of("name", "Everybody"));
        long calls = odoo.calls().pages("res.partner");
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
        assertThat(odoo.calls().pages("res.partner") - calls)
                .as("reads in batches")
                .isLessThan(1500);
    }

    @Test
    void aWriteOfTheGatewayWaitsForOthers() {
        int known = pulled(1).get(0);
        int waited = 0;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            hints.add(List.of(new Hint("default", "res.partner", known)), "gateway");
            template.sendBody("seda:hints-gather?size=1&discardWhenFull=true", null);
            followed();
            waited += System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(200) ? 1 : 0;
        }
        assertThat(waited)
                .as("the look for what others left, once a second, may come before")
                .isGreaterThanOrEqualTo(3);
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
        List<Integer> partners = pulled(40);
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

    private List<Integer> pulled(int count) {
        List<Integer> partners = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            partners.add(partner("Partner " + i, "p" + i + "@example.com"));
        }
        pull();
        return partners;
    }
}
