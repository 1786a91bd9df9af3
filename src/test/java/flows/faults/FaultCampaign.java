package flows.faults;

import static org.awaitility.Awaitility.await;

import hub.TestDatabase;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rounds of attendances that terminals send to two hubs and these push to an Odoo, while things go wrong. What comes and what
 * goes wrong follows from the seed and the round's number. After each round heals, Odoo has to hold each valid attendance once
 * and no other, and each invalid one has to be a dead letter with its cause. {@code bench/faults} runs it.
 */
final class FaultCampaign implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TOTALS_EACH = 10;

    private final long seed;
    private final PrintStream out;
    private final FaultOdoo odoo;
    private final FaultHubs hubs;
    private final FaultLedger ledger;
    private final FaultStaff staff;
    private final FaultTerminals terminals;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Integer> faults = new TreeMap<>();
    private final Instant begun = Instant.now();
    private FaultOutcome totals = new FaultOutcome(0, 0);
    private int rounds;
    private int onBoth;

    /** Starts both hubs; ends with the Odoo closed. */
    FaultCampaign(long seed, FaultOdoo odoo, PrintStream out) {
        this.seed = seed;
        this.odoo = odoo;
        this.out = out;
        TestDatabase database = TestDatabase.create();
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        ledger = new FaultLedger(jdbc);
        hubs = new FaultHubs(database, odoo);
        staff = new FaultStaff(
                Long.toString(begun.getEpochSecond(), Character.MAX_RADIX).toUpperCase(Locale.ROOT), odoo, jdbc);
        terminals = new FaultTerminals(hubs, hubs.key());
    }

    /** {@code ROUNDS [SEED [FIRST]]}: runs them, prints what became of each, and exits with 1 when anything went amiss. */
    public static void main(String[] args) {
        int many = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        int first = args.length > 2 ? Integer.parseInt(args[2]) : 1;
        boolean good;
        FaultOdoo odoo = RealFaultOdoo.isNamed() ? new RealFaultOdoo() : new PracticeFaultOdoo();
        try (FaultCampaign campaign = new FaultCampaign(seed, odoo, System.out)) {
            Thread interrupted = new Thread(campaign::printTotals);
            Runtime.getRuntime().addShutdownHook(interrupted);
            good = campaign.run(first, many);
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
        System.exit(good ? 0 : 1);
    }

    /**
     * @param first number of the first round
     * @return whether nothing was lost, doubled or wrong
     */
    boolean run(int first, int many) {
        out.printf("seed %d, rounds %d to %d, %s%n", seed, first, first + many - 1, odoo);
        for (int number = first; number < first + many; number++) {
            if (!round(number)) {
                break;
            }
            if (rounds % TOTALS_EACH == 0 && rounds < many) {
                printTotals();
            }
        }
        printTotals();
        return rounds == many && totals.isGood();
    }

    FaultOutcome totals() {
        return totals;
    }

    Map<String, Integer> faults() {
        return faults;
    }

    /** False when it did not heal: then the next one would start with what this one left. */
    private boolean round(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        FaultRound round = new FaultRound(seed, number, random, staff, odoo);
        FaultPlan plan = new FaultPlan(random, odoo, hubs);
        if (plan.needsBothHubs()) {
            hubs.awaitAll();
        } else {
            // One that was killed comes back meanwhile.
            hubs.awaitOne();
        }
        boolean both = hubs.ready() == hubs.count();
        Instant start = Instant.now();
        CompletableFuture<Void> delivered = round.deliver(terminals, threads);
        plan.begin(threads);
        delivered.join();
        plan.join();
        boolean healed = heals(ledger::isSettled);
        plan.end();
        healed = healed && heals(() -> ledger.isSettled() && odoo.isIdle());
        plan.happened().forEach(what -> faults.merge(what, 1, Integer::sum));
        FaultOutcome outcome = round.check(ledger);
        if (!healed) {
            hubs.dumpThreads();
            outcome.wrong()
                    .add("not settled in " + PATIENCE + ": " + ledger.waiting() + ", sessions " + ledger.sessions());
        }
        round.clean();
        totals = totals.plus(outcome);
        rounds++;
        onBoth += both ? 1 : 0;
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        out.printf(
                "round %d on %s: %s, %.1f s; %s%n",
                number, both ? "two hubs" : "one hub", outcome, seconds, String.join(", ", plan.happened()));
        if (!outcome.isGood()) {
            outcome.problems().forEach(problem -> out.println("  " + problem));
            out.printf("  again: bench/faults 1 %d %d%n", seed, number);
        }
        return healed;
    }

    private boolean heals(Callable<Boolean> condition) {
        try {
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptions()
                    .until(condition);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** What all rounds so far came to. */
    private synchronized void printTotals() {
        out.printf(
                "%d rounds of seed %d (%d with both hubs) in %d s: %s; %d faults; %s; hubs started %d times%n",
                rounds,
                seed,
                onBoth,
                Duration.between(begun, Instant.now()).toSeconds(),
                totals,
                faults.values().stream().mapToInt(Integer::intValue).sum(),
                terminals.figures(),
                hubs.starts());
        faults.forEach((fault, times) -> out.printf("%6d %s%n", times, fault));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        hubs.close();
        odoo.close();
    }
}
