package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import practice.Fault;
import practice.PracticeOdooBuilder;
import practice.PracticeTransaction;
import practice.data.PracticeData;
import practice.orm.Operation;
import practice.orm.Rights;
import routes.FlowFailedException;
import sync.Run;
import sync.RunFigures;
import sync.RunInProgressException;
import sync.RunMode;
import sync.RunTrigger;

/** What goes wrong between Odoo, the hub and PostgreSQL: nothing is lost, nothing doubled, and the run says what happened. */
class FlowFailuresTest extends FlowTest {
    @Autowired
    DataSource dataSource;

    @Override
    protected PracticeOdooBuilder practice() {
        return super.practice().seed(PracticeData.seedOne());
    }

    static List<Fault> passingFaults() {
        return List.of(
                Fault.proxyError(502),
                Fault.serverError(503),
                Fault.tooManyRequests(Duration.ofSeconds(1)),
                Fault.cutBeforeActing(),
                Fault.cutAfterActing(),
                Fault.truncated(),
                Fault.malformed(),
                Fault.htmlPage(),
                Fault.serializationFailure(),
                Fault.delay(Duration.ofMillis(300)));
    }

    @ParameterizedTest
    @MethodSource("passingFaults")
    void whatPassesByItselfIsTriedAgain(Fault fault) {
        odoo.misbehave(fault.onPages("res.partner").nth(3).times(2));

        RunFigures figures = pull();

        assertThat(fault.hits()).isEqualTo(2);
        assertThat(figures.read()).isEqualTo(468);
        assertThat(figures.created()).isEqualTo(352);
        assertEqualToSource();
    }

    @Test
    void aBusyOdooIsLeftAloneForAsLongAsItAsks() {
        odoo.misbehave(Fault.tooManyRequests(Duration.ofSeconds(2)).on("res.partner", "search"));

        pull();

        Duration took = jdbc.sql("SELECT extract(epoch FROM finished_at - started_at)::int FROM sync_run"
                        + " WHERE flow = 'customers'")
                .query((row, n) -> Duration.ofSeconds(row.getInt(1)))
                .single();
        assertThat(took).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void anOdooThatIsDownAtTheStartFailsTheRunAndTheNextOneSucceeds() {
        odoo.down();

        assertThatThrownBy(this::pull).isInstanceOf(FlowFailedException.class).hasMessageNotContaining(odoo.apiKey());

        assertThat(lastRun()).containsEntry("status", "failed");
        assertThat((String) lastRun().get("remedy")).isNotBlank();
        odoo.up();
        assertThat(pull().created()).isEqualTo(352);
        assertEqualToSource();
    }

    @Test
    void anOdooThatGoesDownMidRunIsResumedAtTheNextPage() {
        odoo.misbehave(Fault.proxyError(503).onPages("res.partner").nth(3).always());

        assertThatThrownBy(this::pull).isInstanceOf(FlowFailedException.class);

        long stored = ((Number) lastRun().get("read")).longValue();
        // Two reads are under way at a time: the third to arrive is that of the second page or of the third.
        assertThat(stored).isIn(100L, 200L);
        odoo.behave();
        RunFigures rest = pull();
        assertThat(rest.read()).isGreaterThanOrEqualTo(268);
        assertThat(lastRun()).containsEntry("resumed", true);
        assertEqualToSource();
    }

    @Test
    void aRefusedKeyIsTriedOnceAndSaid() {
        signInWith("0123456789012345678901234567890123456789");

        assertThatThrownBy(this::pull).isInstanceOf(FlowFailedException.class);

        assertThat(lastRun()).containsEntry("status", "failed");
        assertThat((String) lastRun().get("failure")).isNotBlank();
        long refused = odoo.calls().count();
        assertThatThrownBy(this::pull).isInstanceOf(FlowFailedException.class);
        assertThat(odoo.calls().count()).isEqualTo(refused);
    }

    @Test
    void aUserWithoutRightsIsToldWhichOnesAreMissing() {
        signInWith(odoo.addUser("clerk", "clerk", Rights.all().deny("res.partner", Operation.READ)));

        assertThatThrownBy(this::pull).isInstanceOf(FlowFailedException.class).hasMessageContaining("res.partner");

        assertThat(customers()).isZero();
    }

    @Test
    void anUnknownFieldFailsTheRunWithItsName() {
        odoo.misbehave(Fault.odooError("builtins.ValueError", "Invalid field 'ref' on 'res.partner'")
                .onPages("res.partner")
                .always());

        assertThatThrownBy(this::pull).isInstanceOf(FlowFailedException.class).hasMessageContaining("ref");
    }

    @Test
    void manyRowsOfOneSecondAllArrive() {
        odoo.clock().set(Instant.now());
        odoo.createAll(
                "res.partner",
                IntStream.range(0, 1000)
                        .mapToObj(
                                i -> Map.<String, Object>of("name", "Same " + i, "email", "same" + i + "@example.org"))
                        .toList());
        odoo.clock().run();

        assertThat(pull().created()).isEqualTo(1352);

        assertEqualToSource();
    }

    @Test
    void aTransactionThatCommitsAfterThePullIsSeenByTheNext() {
        pull();
        PracticeTransaction slow = odoo.begin();
        int id = slow.create("res.partner", Map.of("name", "Slow", "email", "slow@example.org"));
        odoo.clock().advance(Duration.ofMinutes(2));
        partner("Quick", "quick@example.org");
        pull();
        slow.commit();

        pull();

        assertThat(customer(id)).containsEntry("email", "slow@example.org");
        assertEqualToSource();
    }

    @Test
    void rowsThatChangeWhilePagesAreReadEndEqual() {
        List<Integer> ids = odoo.ids("res.partner");
        Fault held = odoo.misbehave(Fault.hang().onPages("res.partner").nth(3));
        CompletableFuture<RunFigures> run = CompletableFuture.supplyAsync(this::pull);
        await().until(() -> held.hits() == 1);
        odoo.write("res.partner", ids.get(5), Map.of("name", "Changed behind the reader"));
        odoo.write("res.partner", ids.get(400), Map.of("name", "Changed before the reader"));
        odoo.unlink("res.partner", ids.get(300));
        held.clear();
        run.join();

        pull();
        run(RunMode.RECONCILE);

        assertEqualToSource();
    }

    @Test
    void connectionsToTheDatabaseThatBreakMidRunAreMadeAnew() throws SQLException {
        Fault held = odoo.misbehave(
                Fault.delay(Duration.ofMillis(400)).onPages("res.partner").nth(3));
        CompletableFuture<RunFigures> run = CompletableFuture.supplyAsync(this::pull);
        await().until(() -> held.hits() == 1);
        jdbc.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()")
                .query()
                .listOfRows();

        assertThat(run.join().read()).isEqualTo(468);

        assertThat(lastRun()).containsEntry("status", "succeeded");
        assertEqualToSource();
        // Those that rest in the pool are broken, too, and the next test is not about that.
        dataSource.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
    }

    @Test
    void oneRunAtATime() {
        Fault held = odoo.misbehave(Fault.hang().onPages("res.partner"));
        Run first = runner.start("customers", RunMode.INCREMENTAL, RunTrigger.REST);

        assertThatThrownBy(() -> runner.start("customers", RunMode.FULL, RunTrigger.REST))
                .isInstanceOf(RunInProgressException.class);

        held.clear();
        await().until(() -> jdbc.sql("SELECT status FROM sync_run WHERE id = ?")
                .param(first.getId())
                .query(String.class)
                .single()
                .equals("succeeded"));
        assertThat(pull().read()).isEqualTo(468);
    }

    @Test
    void aRunThatWasTakenOverStoresNothingMore() {
        Fault held = odoo.misbehave(
                Fault.delay(Duration.ofMillis(300)).onPages("res.partner").nth(2));
        List<Throwable> failures = new ArrayList<>();
        CompletableFuture<Void> run = CompletableFuture.runAsync(this::pull).exceptionally(failure -> {
            failures.add(failure);
            return null;
        });
        await().until(() -> held.hits() == 1);
        jdbc.sql("UPDATE sync_run SET status = 'interrupted' WHERE flow = 'customers'")
                .update();
        run.join();

        assertThat(failures).singleElement().satisfies(failure -> assertThat(failure)
                .hasCauseInstanceOf(FlowFailedException.class)
                .hasStackTraceContaining("took the flow over"));
        assertThat(lastRun()).containsEntry("status", "interrupted");
        assertThat(pull().created() + customers()).isGreaterThanOrEqualTo(352);
        assertEqualToSource();
    }
}
