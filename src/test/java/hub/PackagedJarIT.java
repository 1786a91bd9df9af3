package hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import connections.Vault;
import hub.flows.RouteFile;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;

/** The jar as it is delivered: what works from a class folder need not work from there. */
class PackagedJarIT {
    private static final Path JAR = Path.of("target/odoo-hub.jar").toAbsolutePath();
    private static final Duration START = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void itStartsWithEveryRouteAndStopsWhenAsked() throws Exception {
        try (PracticeOdoo odoo = PracticeOdoo.builder().version(19).start()) {
            int port = freePort();
            Map<String, String> settings = settings(odoo, TestDatabase.create());
            settings.put("HUB_PORT", Integer.toString(port));
            settings.put("HUB_ADMIN_PASSWORD", HubTest.PASSWORD);
            // With the routes of Kafka, whose brokers are down.
            settings.put("SPRING_PROFILES_ACTIVE", "kafka");
            settings.put("KAFKA_BROKERS", "127.0.0.1:9");
            Process hub = start(settings);
            try {
                HubHttp http = new HubHttp(port);
                await().atMost(START)
                        .pollInterval(Duration.ofMillis(500))
                        .ignoreExceptions()
                        .until(() -> {
                            assertThat(hub.isAlive()).isTrue();
                            return http.send(http.anonymous("/health/readiness"))
                                            .statusCode()
                                    == 200;
                        });
                assertThat(loaded(http)).containsAll(written());
                assertThat(http.send(http.anonymous("/swagger-ui/index.html")).statusCode())
                        .isEqualTo(200);
                assertThat(http.get("/api/v1/sync/flows").statusCode()).isEqualTo(200);
                assertThat(http.send(http.anonymous("/ops/login")).body()).contains("Sign in");
            } finally {
                hub.destroy();
            }
            assertThat(hub.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(output())).contains("Apache Camel").doesNotContain(odoo.apiKey());
        }
    }

    @Test
    void withoutAPasswordItMakesOneAndSaysItOnce() throws Exception {
        try (PracticeOdoo odoo = PracticeOdoo.builder().version(19).start()) {
            int port = freePort();
            Map<String, String> settings = settings(odoo, TestDatabase.create());
            settings.put("HUB_PORT", Integer.toString(port));
            Process hub = start(settings);
            try {
                HubHttp http = new HubHttp(port);
                await().atMost(START)
                        .pollInterval(Duration.ofMillis(500))
                        .ignoreExceptions()
                        .until(() ->
                                http.send(http.anonymous("/health/readiness")).statusCode() == 200);
                List<String> said = Files.readAllLines(output()).stream()
                        .filter(line -> line.contains("with the password"))
                        .toList();
                assertThat(said).hasSize(1);
                String password = said.get(0).substring(said.get(0).lastIndexOf(' ') + 1);
                assertThat(http.send(http.as("admin", password, "/info")).statusCode())
                        .isEqualTo(200);
            } finally {
                hub.destroy();
                hub.waitFor(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void withoutSettingsItSaysWhichAreMissing() throws Exception {
        Process hub = start(Map.of());
        assertThat(hub.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(hub.exitValue()).isNotZero();
        assertThat(Files.readAllLines(errors()))
                .containsExactly("odoo-hub: Not started: SPRING_DATASOURCE_URL, ODOO_URL, ODOO_DB, ODOO_USERNAME,"
                        + " ODOO_API_KEY are missing; give them as environment variables (see docs/settings.md).");
    }

    @Test
    void aDatabaseThatIsNotThereIsSaidInOneSentence() throws Exception {
        try (PracticeOdoo odoo = PracticeOdoo.builder().version(19).start()) {
            Map<String, String> settings = settings(odoo, TestDatabase.create());
            settings.put(
                    "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:" + freePort() + "/portal?password=hidden");
            Process hub = start(settings);
            assertThat(hub.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(hub.exitValue()).isNotZero();
            assertThat(Files.readAllLines(errors()))
                    .singleElement()
                    .asString()
                    .startsWith("odoo-hub: No database answers at 127.0.0.1:")
                    .doesNotContain("hidden");
        }
    }

    @Test
    void odooTestNeedsNoDatabase() throws Exception {
        try (PracticeOdoo odoo = PracticeOdoo.builder().version(19).start()) {
            Map<String, String> settings = settings(odoo, null);
            Process test = start(settings, "odoo", "test");
            assertThat(test.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(errors())).isEmpty();
            assertThat(Files.readString(output()))
                    .contains("version 19", "Flow customers: res.partner can be read, with every field")
                    .doesNotContain(odoo.apiKey());
            assertThat(test.exitValue()).isZero();

            settings.put("ODOO_API_KEY", "0".repeat(40));
            Process refused = start(settings, "odoo", "test");
            assertThat(refused.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(refused.exitValue()).isEqualTo(1);
            assertThat(Files.readAllLines(errors())).singleElement().asString().doesNotContain("0000");
        }
    }

    @Test
    void invitationsAreWrittenFromTheCommandLineOnce() throws Exception {
        try (PracticeOdoo odoo = PracticeOdoo.builder().version(19).empty().start()) {
            TestDatabase database = TestDatabase.create();
            odoo.create("res.partner", Map.of("name", "Jane", "email", "jane@example.com"));
            Process pull = start(settings(odoo, database), "sync", "customers");
            assertThat(pull.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
            for (String invited : List.of("1", "0")) {
                Process invite = start(settings(odoo, database), "invite", "--email", "jane@example.com");
                assertThat(invite.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
                assertThat(Files.readString(errors())).isEmpty();
                assertThat(Files.readString(output()).replaceAll(" +", " ")).contains("Invited: " + invited);
                assertThat(invite.exitValue()).isZero();
            }
        }
    }

    @Test
    void attendancesAreConfiguredAndPushedFromTheCommandLine() throws Exception {
        try (PracticeOdoo odoo = PracticeOdoo.builder().version(19).empty().start()) {
            TestDatabase database = TestDatabase.create();
            odoo.create("hr.employee", Map.of("name", "Ada", "barcode", "EMP1"));
            Map<String, String> settings = settings(odoo, database);
            settings.keySet().removeIf(name -> name.startsWith("ODOO"));
            settings.put("HUB_SECRET_KEYSET", Vault.newKeyset());
            Path key = Files.writeString(folder.resolve("key"), odoo.apiKey());
            assertThat(run(
                            settings,
                            "configure",
                            "--url=" + odoo.url(),
                            "--db=" + odoo.database(),
                            "--username=" + odoo.username(),
                            "--key-file=" + key))
                    .contains("works and is saved")
                    .doesNotContain(odoo.apiKey());
            assertThat(run(settings, "configure", "--test")).contains("The connection works.");
            run(settings, "sync", "employees");
            JdbcClient.create(database.dataSource())
                    .sql("SELECT * FROM attendance_take('default', 'rest', '[{\"i\": 0, \"person_id\": \"EMP1\","
                            + " \"kind\": \"stay\", \"at\": 1772352000, \"check_out\": 1772384400}]'::json)")
                    .query()
                    .listOfRows();
            assertThat(run(settings, "push", "attendance", "--from", "2026-03-01", "--to", "2026-03-01"))
                    .contains("Pushed: 1", "Failed: 0");
            assertThat(odoo.ids("hr.attendance")).singleElement().satisfies(id -> assertThat(
                            odoo.record("hr.attendance", id))
                    .containsEntry("check_in", Instant.parse("2026-03-01T08:00:00Z"))
                    .containsEntry("check_out", Instant.parse("2026-03-01T17:00:00Z")));
            assertThat(run(settings, "dead-letters", "list")).contains("0 of 0 dead letters");
        }
    }

    /** Runs a command that has to succeed; what it said. */
    private String run(Map<String, String> settings, String... arguments) throws Exception {
        Process command = start(settings, arguments);
        assertThat(command.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output()) + Files.readString(errors());
        assertThat(command.exitValue()).as(said).isZero();
        return said;
    }

    @Test
    void helpNeedsNoSettings() throws Exception {
        Process help = start(Map.of(), "--help");
        assertThat(help.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(help.exitValue()).isZero();
        assertThat(Files.readString(output())).contains("Usage: odoo-hub", "sync");
        assertThat(Files.readString(errors())).isEmpty();
    }

    private Process start(Map<String, String> settings, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                // Short lives: compiling code twice takes longer than it saves.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(HUB|ODOO|SPRING|CAMEL|JAVA_TOOL|SERVER|LOGGING|MANAGEMENT).*"));
        builder.environment().putAll(settings);
        return builder.redirectOutput(output().toFile())
                .redirectError(errors().toFile())
                .start();
    }

    private Path output() {
        return folder.resolve("output.txt");
    }

    private Path errors() {
        return folder.resolve("errors.txt");
    }

    private static Map<String, String> settings(PracticeOdoo odoo, TestDatabase database) {
        Map<String, String> settings = new java.util.HashMap<>(Map.of(
                "ODOO_URL", odoo.url(),
                "ODOO_DB", odoo.database(),
                "ODOO_USERNAME", odoo.username(),
                "ODOO_API_KEY", odoo.apiKey()));
        if (database != null) {
            settings.put("SPRING_DATASOURCE_URL", database.url());
            settings.put("SPRING_DATASOURCE_USERNAME", TestDatabase.USER);
        }
        return settings;
    }

    /** Ids of the routes that the route files hold. */
    private static Set<String> written() {
        return RouteFile.below(Path.of("src/main/resources/routes")).stream()
                .flatMap(file -> Stream.concat(
                        file.all("route").stream().map(route -> route.get("id")),
                        file.all("templatedRoute").stream().map(made -> made.get("routeId"))))
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Ids of the routes that Camel started, asked over Jolokia as Hawtio does. */
    private static Set<String> loaded(HubHttp http) {
        OpsSession session = OpsSession.open(http);
        session.signIn(HubTest.ADMIN, HubTest.PASSWORD);
        JsonNode found = HubHttp.json(session.get("/jolokia/read/org.apache.camel:type=routes,*/RouteId,State"))
                .path("value");
        return StreamSupport.stream(found.spliterator(), false)
                .filter(route -> route.path("State").asText().equals("Started"))
                .map(route -> route.path("RouteId").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
