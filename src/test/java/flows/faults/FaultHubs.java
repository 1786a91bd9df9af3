package flows.faults;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import hub.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Several hubs, processes of the packaged jar, on one database. One that ends is started again at once, on its port. */
final class FaultHubs implements AutoCloseable {
    private static final int USUALLY = 2;
    private static final Duration START = Duration.ofMinutes(15);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final String PASSWORD = "campaign only";

    private final TestDatabase database;
    private final FaultOdoo odoo;
    private final Map<String, String> more;
    private final Process[] processes;
    private final int[] ports;
    private final HubHttp[] http;
    private final Duration lease;
    private final AtomicInteger starts = new AtomicInteger();
    private boolean closing;

    FaultHubs(TestDatabase database, FaultOdoo odoo) {
        this(database, odoo, USUALLY, Map.of());
    }

    /** @param more settings, as environment variables */
    FaultHubs(TestDatabase database, FaultOdoo odoo, int count, Map<String, String> more) {
        this.database = database;
        this.odoo = odoo;
        this.more = more;
        processes = new Process[count];
        ports = IntStream.range(0, count).map(i -> freePort()).toArray();
        http = IntStream.of(ports).mapToObj(HubHttp::new).toArray(HubHttp[]::new);
        // Longer than a call may take, in whole seconds.
        this.lease = odoo.patience().multipliedBy(2).plusSeconds(1);
        // They must not outlive a campaign that is interrupted.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        IntStream.range(0, count()).forEach(this::start);
        awaitAll();
    }

    int count() {
        return processes.length;
    }

    HubHttp http(int hub) {
        return http[hub];
    }

    /** Makes a key by which terminals send. */
    String key() {
        return post(0, "/api/v1/api-keys", "{\"name\":\"terminals\",\"scopes\":[\"attendance\"]}")
                .path("key")
                .asText();
    }

    /** What a hub answers the administrator. */
    JsonNode post(int hub, String path, String json) {
        String basic = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HubHttp.json(http(hub)
                .send(http(hub)
                        .anonymous(path)
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/json")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(json))));
    }

    /** How many times a hub was started. */
    int starts() {
        return starts.get();
    }

    void kill(int hub) {
        try {
            process(hub).destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks it to end, as an upgrade does. */
    void end(int hub) {
        process(hub).destroy();
    }

    /** Stops it in the middle of whatever it does, and lets it go on when others have taken its rows over. */
    void freeze(int hub) {
        Process process = process(hub);
        signal(process, "STOP");
        FaultPlan.pause(lease.plusMillis(700));
        signal(process, "CONT");
    }

    /** Each hub writes into its log what its threads do. */
    void dumpThreads() {
        IntStream.range(0, count()).forEach(hub -> signal(process(hub), "QUIT"));
    }

    private static void signal(Process process, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void awaitAll() {
        awaitReady(count());
    }

    void awaitOne() {
        awaitReady(1);
    }

    private void awaitReady(int enough) {
        await(enough + " hubs ready; they log to " + log(0).getParent())
                .atMost(START)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> ready() >= enough);
    }

    /** How many hubs serve. */
    long ready() {
        return IntStream.range(0, count()).filter(this::isReady).count();
    }

    private boolean isReady(int hub) {
        try {
            return http(hub)
                            .send(http(hub).anonymous("/health/readiness").timeout(ANSWER))
                            .statusCode()
                    == 200;
        } catch (IllegalStateException nobodyAnswers) {
            return false;
        }
    }

    private synchronized Process process(int hub) {
        return processes[hub];
    }

    private synchronized void start(int hub) {
        if (closing) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx384m",
                "-jar",
                "target/odoo-hub.jar",
                "--camel.component.odoo.response-timeout=" + odoo.patience().toMillis());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.matches("(ODOO|HUB|SPRING)_.*"));
        environment.putAll(odoo.environment());
        environment.putAll(Map.of(
                "SPRING_DATASOURCE_URL",
                database.url(),
                "SPRING_DATASOURCE_USERNAME",
                TestDatabase.USER,
                "HUB_PORT",
                Integer.toString(ports[hub]),
                "HUB_ADMIN_PASSWORD",
                PASSWORD,
                "HUB_SYNC_RUN_AT_START",
                "false"));
        environment.putAll(Map.of(
                "HUB_SYNC_REDELIVERY_ATTEMPTS", "2",
                "HUB_SYNC_REDELIVERY_DELAY", "50",
                "HUB_FLOWS_ATTENDANCE_POLL", "100ms",
                "HUB_FLOWS_ATTENDANCE_BATCH_SIZE", "8",
                "HUB_FLOWS_ATTENDANCE_LEASE", lease.toSeconds() + "s",
                "HUB_FLOWS_ATTENDANCE_DELAYS", "300ms,400ms,500ms",
                "HUB_FLOWS_ATTENDANCE_BREAKER_WAIT", "300ms"));
        environment.putAll(more);
        try {
            processes[hub] = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log(hub)))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        starts.incrementAndGet();
        processes[hub].onExit().thenRun(() -> start(hub));
    }

    private static File log(int hub) {
        return new File("target/fault-campaign-" + hub + ".log");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        closing = true;
        for (Process process : processes) {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
