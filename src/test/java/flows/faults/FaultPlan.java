package flows.faults;

import static org.awaitility.Awaitility.await;

import hub.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import practice.Fault;

/** What goes wrong in one round: up to three faults, of calls to Odoo and of whole processes. */
final class FaultPlan {
    private static final int MOST = 3;
    private static final int LATEST_MILLIS = 600;

    private record Wire(String what, Supplier<Fault> fault) {}

    private record Act(String what, boolean ofHub, Runnable act) {}

    private record Struck(String what, Fault fault) {}

    private final Random random;
    private final FaultOdoo odoo;
    private final FaultHubs hubs;
    private final List<Struck> wire = new ArrayList<>();
    private final List<Act> acts = new ArrayList<>();
    private final List<Long> delays = new ArrayList<>();
    private final List<String> happened = new ArrayList<>();
    private CompletableFuture<?> done = CompletableFuture.completedFuture(null);

    FaultPlan(Random random, FaultOdoo odoo, FaultHubs hubs) {
        this.random = random;
        this.odoo = odoo;
        this.hubs = hubs;
        for (int i = random.nextInt(MOST) + 1; i > 0; i--) {
            choose();
        }
    }

    private void choose() {
        List<Wire> calls = calls();
        List<Act> processes = processes();
        int kind = random.nextInt(calls.size() + processes.size());
        if (kind >= calls.size()) {
            acts.add(processes.get(kind - calls.size()));
            delays.add((long) random.nextInt(LATEST_MILLIS));
        } else {
            Fault fault = calls.get(kind)
                    .fault()
                    .get()
                    .on("hr.attendance", random.nextInt(4) == 0 ? null : "create")
                    .nth(random.nextInt(2) + 1)
                    .times(random.nextInt(2) + 1);
            wire.add(new Struck(calls.get(kind).what(), fault));
        }
    }

    private List<Wire> calls() {
        // Odoo ends a request by itself before a hub, with its own delays, would send it again.
        Duration late = odoo.patience().plusMillis(100);
        return List.of(
                new Wire("answer lost after Odoo acted", Fault::cutAfterActing),
                new Wire("answer half sent", Fault::truncated),
                new Wire("answer that is not JSON", Fault::malformed),
                new Wire("timeout, Odoo acted", Fault::hangAfterActing),
                new Wire("timeout, Odoo acted only then", () -> Fault.delay(late)),
                new Wire("timeout, Odoo did nothing", Fault::hang),
                new Wire("connection cut before Odoo acted", Fault::cutBeforeActing),
                new Wire("500", () -> Fault.serverError(500)),
                new Wire("502", () -> Fault.proxyError(502)),
                new Wire("503", () -> Fault.proxyError(503)),
                new Wire("504", () -> Fault.proxyError(504)),
                new Wire("429", () -> Fault.tooManyRequests(Duration.ofSeconds(1))),
                new Wire("transactions collide", Fault::serializationFailure));
    }

    private List<Act> processes() {
        int hub = random.nextInt(hubs.count());
        List<Act> all = new ArrayList<>(List.of(
                new Act("PostgreSQL restarted", false, FaultPlan::restartPostgresql),
                new Act("hub killed with -9", true, () -> hubs.kill(hub)),
                new Act("hub frozen past its lease", true, () -> hubs.freeze(hub))));
        if (odoo.canRestart()) {
            all.add(new Act("Odoo restarted", false, odoo::restart));
        }
        return all;
    }

    private static synchronized void restartPostgresql() {
        TestDatabase.restartServer();
    }

    /** Whether it ends or stops a hub: then there have to be two. */
    boolean needsBothHubs() {
        return acts.stream().anyMatch(Act::ofHub);
    }

    /** From now on things go wrong. */
    void begin(ExecutorService threads) {
        wire.forEach(struck -> odoo.misbehave(struck.fault()));
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < acts.size(); i++) {
            Act act = acts.get(i);
            Duration delay = Duration.ofMillis(delays.get(i));
            all.add(CompletableFuture.runAsync(
                    () -> {
                        pause(delay);
                        act.act().run();
                    },
                    threads));
        }
        done = CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /** Waits until processes are left alone; calls may still go wrong. */
    void join() {
        done.join();
    }

    /** Nothing goes wrong any more. */
    void end() {
        wire.forEach(struck -> {
            for (int i = 0; i < struck.fault().hits(); i++) {
                happened.add(struck.what());
            }
        });
        acts.forEach(act -> happened.add(act.what()));
        odoo.behave();
    }

    /** What did go wrong: a fault of calls that never came is not among it. */
    List<String> happened() {
        return happened;
    }

    static void pause(Duration duration) {
        await().atMost(duration.plusMinutes(1))
                .pollDelay(duration.plusMillis(1))
                .until(() -> true);
    }
}
