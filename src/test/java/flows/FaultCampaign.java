package flows;

import static org.awaitility.Awaitility.await;

import hub.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.Fault;
import practice.PracticeOdoo;

/**
 * Rounds of attendances that two hubs, processes of the packaged jar, push to a practice Odoo while things go wrong. What goes
 * wrong follows from the seed. After each round heals, Odoo has to hold each valid attendance once and no other, and each
 * invalid one has to be a dead letter with its cause. {@code bench/faults} runs it.
 */
public final class FaultCampaign implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MOST_FAULTS = 3;

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final PracticeOdoo odoo = PracticeOdoo.builder().empty().start();
    private final Random random;
    private final Process[] hubs = new Process[2];
    private final Map<String, Integer> faults = new TreeMap<>();
    private final List<String> losses = new ArrayList<>();
    private final List<String> doubles = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private FaultRound round;

    /** Starts both hubs. */
    FaultCampaign(long seed) throws Exception {
        random = new Random(seed);
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            // Embedded PostgreSQL is told not to wait for the disk; what was committed has to outlive its restart here.
            statement.execute(
                    "ALTER DATABASE " + database.url().replaceAll(".*/", "") + " SET synchronous_commit = on");
        }
        hubs[0] = start(0);
        awaitMigrations();
        hubs[1] = start(1);
    }

    /** {@code ROUNDS [SEED]}: runs them, prints what was found, and exits with 1 when anything was lost or doubled. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        boolean good;
        try (FaultCampaign campaign = new FaultCampaign(seed)) {
            for (int i = 1; i <= rounds; i++) {
                campaign.round(i);
                System.out.printf("round %d of %d: %s%n", i, rounds, campaign.round);
            }
            campaign.faults.forEach((fault, times) -> System.out.printf("%6d %s%n", times, fault));
            System.out.printf(
                    "seed %d, rounds %d, faults %d, attendances %d, losses %d, doubles %d, wrong otherwise %d%n",
                    seed,
                    rounds,
                    campaign.faultsSoFar(),
                    campaign.attendances(),
                    campaign.losses().size(),
                    campaign.doubles().size(),
                    campaign.others().size());
            List.of(campaign.losses(), campaign.doubles(), campaign.others())
                    .forEach(found -> found.forEach(System.out::println));
            good = campaign.losses().isEmpty()
                    && campaign.doubles().isEmpty()
                    && campaign.others().isEmpty();
        }
        System.exit(good ? 0 : 1);
    }

    List<String> losses() {
        return losses;
    }

    List<String> doubles() {
        return doubles;
    }

    List<String> others() {
        return others;
    }

    int faultsSoFar() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }

    long attendances() {
        return jdbc.sql("SELECT count(*) FROM attendance").query(Long.class).single();
    }

    /** One round: faults are set, attendances come three times and in any order, it heals, and Odoo is looked at. */
    void round(int number) throws Exception {
        round = new FaultRound(number, random, odoo, jdbc);
        round.prepare();
        List<Runnable> during = new ArrayList<>();
        for (int i = random.nextInt(MOST_FAULTS) + 1; i > 0; i--) {
            during.add(fault());
        }
        round.deliver();
        during.forEach(Runnable::run);
        round.deliver();
        round.deliver();
        odoo.behave();
        odoo.up();
        for (int i = 0; i < hubs.length; i++) {
            if (!hubs[i].isAlive()) {
                hubs[i] = start(i);
            }
        }
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> jdbc.sql("SELECT NOT EXISTS (SELECT FROM outbox WHERE status <> 'dead')")
                        .query(Boolean.class)
                        .single());
        round.check(losses, doubles, others);
    }

    /** Sets a fault of the practice Odoo now, or answers with something to be done in the middle of the round. */
    private Runnable fault() {
        List<Supplier<Fault>> wire = List.of(
                Fault::cutAfterActing,
                Fault::cutBeforeActing,
                Fault::hangAfterActing,
                Fault::hang,
                Fault::truncated,
                Fault::malformed,
                () -> Fault.proxyError(502),
                () -> Fault.proxyError(503),
                () -> Fault.proxyError(504),
                () -> Fault.serverError(500),
                () -> Fault.tooManyRequests(Duration.ofSeconds(1)),
                Fault::serializationFailure);
        int kind = random.nextInt(wire.size() + 3);
        if (kind < wire.size()) {
            Fault fault = wire.get(kind)
                    .get()
                    .on("hr.attendance", random.nextInt(4) == 0 ? null : "create")
                    .nth(random.nextInt(3) + 1)
                    .times(random.nextInt(2) + 1);
            odoo.misbehave(fault);
            count(fault.toString());
            return () -> {};
        }
        long delay = random.nextInt(600);
        return switch (kind - wire.size()) {
            case 0 ->
                act("Odoo restarted", delay, () -> {
                    odoo.down();
                    pause(300);
                    odoo.up();
                });
            case 1 -> act("PostgreSQL restarted", delay, TestDatabase::restartServer);
            default ->
                random.nextInt(3) == 0
                        ? act("hub killed with -9", delay, () -> kill(random.nextInt(hubs.length)))
                        : act("the same delivered once more", delay, () -> round.deliver());
        };
    }

    private Runnable act(String what, long delay, Runnable action) {
        count(what);
        return () -> {
            pause(delay);
            action.run();
        };
    }

    private void kill(int hub) {
        try {
            hubs[hub].destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(String fault) {
        faults.merge(fault, 1, Integer::sum);
    }

    private static void pause(long millis) {
        await().pollDelay(Duration.ofMillis(Math.max(1, millis))).until(() -> true);
    }

    private Process start(int number) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/odoo-hub.jar",
                "--camel.component.odoo.response-timeout=1000");
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.matches("(ODOO|HUB|SPRING)_.*"));
        environment.putAll(Map.of(
                "SPRING_DATASOURCE_URL", database.url(),
                "SPRING_DATASOURCE_USERNAME", TestDatabase.USER,
                "ODOO_URL", odoo.url(),
                "ODOO_DB", odoo.database(),
                "ODOO_USERNAME", odoo.username(),
                "ODOO_API_KEY", odoo.apiKey(),
                "HUB_PORT", Integer.toString(port),
                "HUB_ADMIN_PASSWORD", "campaign only",
                "HUB_SYNC_RUN_AT_START", "false"));
        environment.putAll(Map.of(
                "HUB_SYNC_REDELIVERY_ATTEMPTS", "2",
                "HUB_SYNC_REDELIVERY_DELAY", "50",
                "HUB_FLOWS_ATTENDANCE_POLL", "100ms",
                "HUB_FLOWS_ATTENDANCE_BATCH_SIZE", "8",
                "HUB_FLOWS_ATTENDANCE_LEASE", "4s",
                "HUB_FLOWS_ATTENDANCE_DELAYS", "200ms,500ms,1s",
                "HUB_FLOWS_ATTENDANCE_BREAKER_WAIT", "500ms"));
        File log = new File("target/fault-campaign-" + number + ".log");
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private void awaitMigrations() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> jdbc.sql("SELECT count(*) FROM outbox")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    @Override
    public void close() {
        for (Process hub : hubs) {
            if (hub != null) {
                hub.destroyForcibly();
            }
        }
        odoo.close();
    }
}
