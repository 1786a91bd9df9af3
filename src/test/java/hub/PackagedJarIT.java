package hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hub.flows.RouteFile;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import practice.PracticeOdoo;

/** The jar as it is delivered: what works from a class folder need not work from there. One server serves all tests of it. */
class PackagedJarIT {
    @TempDir
    static Path folder;

    private static PackagedHub jar;
    private static PracticeOdoo odoo;
    private static PackagedHub.Run hub;
    private static HubHttp http;

    @BeforeAll
    static void start() throws IOException {
        jar = PackagedHub.delivered(folder);
        odoo = PracticeOdoo.builder().version(19).start();
        int port = freePort();
        Map<String, String> settings = PackagedHub.settings(odoo, TestDatabase.create());
        settings.put("HUB_PORT", Integer.toString(port));
        // With the routes of Kafka, whose brokers are down.
        settings.put("SPRING_PROFILES_ACTIVE", "kafka");
        settings.put("KAFKA_BROKERS", "127.0.0.1:9");
        hub = jar.start(settings);
        http = new HubHttp(port);
        await().atMost(PackagedHub.START)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> !hub.process().isAlive() || isReady());
        assertThat(hub.process().isAlive()).as(hub.errors()).isTrue();
    }

    private static boolean isReady() {
        try {
            return http.send(http.anonymous("/health/readiness")).statusCode() == 200;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    @AfterAll
    static void itStopsWhenAskedAndHasKeptItsSecret() {
        hub.process().destroy();
        try {
            // Ended by a signal that was handled.
            assertThat(hub.exit()).isEqualTo(143);
            assertThat(hub.output()).contains("Apache Camel").doesNotContain(odoo.apiKey());
        } finally {
            hub.process().destroyForcibly();
            odoo.close();
        }
    }

    @Test
    void itStartsEveryRoute() {
        assertThat(started()).containsAll(written());
    }

    @Test
    void itAnswersAndShowsItsPages() {
        assertThat(http.send(http.as(HubTest.ADMIN, password(), "/api/v1/sync/flows"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(http.send(http.anonymous("/swagger-ui/index.html")).statusCode())
                .isEqualTo(200);
        assertThat(http.send(http.anonymous("/ops/login")).body()).contains("Sign in");
    }

    @Test
    void withoutAPasswordItMakesOneAndSaysItOnce() {
        assertThat(http.send(http.as(HubTest.ADMIN, password(), "/info")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void withoutSettingsItSaysWhichAreMissing() {
        PackagedHub.Run stopped = jar.start(Map.of());
        assertThat(stopped.exit()).isNotZero();
        assertThat(stopped.errors().lines())
                .containsExactly("odoo-hub: Not started: SPRING_DATASOURCE_URL, ODOO_URL, ODOO_DB, ODOO_USERNAME,"
                        + " ODOO_API_KEY are missing; give them as environment variables (see docs/settings.md).");
    }

    @Test
    void kafkaWithoutBrokersIsSaidInOneSentence() throws IOException {
        Map<String, String> settings = PackagedHub.settings(odoo, TestDatabase.create());
        settings.put("SPRING_PROFILES_ACTIVE", "kafka");
        PackagedHub.Run stopped = jar.start(settings);
        assertThat(stopped.exit()).isNotZero();
        assertThat(stopped.errors().lines())
                .containsExactly("odoo-hub: Not started: KAFKA_BROKERS is missing; give it as an environment variable"
                        + " (see docs/settings.md).");
    }

    @Test
    void routeFilesAreCheckedWithoutSettings() throws IOException {
        assertThat(jar.start(Map.of(), "flows", "check").succeed()).contains("Nothing to complain of.");
        Path wrong = Files.createDirectories(folder.resolve("mine/pull")).resolve("tags.camel.yaml");
        Files.writeString(wrong, "- templatedRoute:\n    routeTemplateRef: mirror\n    routeId: tags-pull\n");
        PackagedHub.Run check = jar.start(Map.of(), "flows", "check", "mine");
        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.output())
                .contains("pull/tags.camel.yaml:2: tags-pull lacks parameters of its template: [description, fields, ");
    }

    @Test
    void aDatabaseThatIsNotThereIsSaidInOneSentence() throws IOException {
        Map<String, String> settings = PackagedHub.settings(odoo, TestDatabase.create());
        settings.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:" + freePort() + "/portal?password=hidden");
        PackagedHub.Run stopped = jar.start(settings);
        assertThat(stopped.exit()).isNotZero();
        assertThat(stopped.errors().lines())
                .singleElement()
                .asString()
                .startsWith("odoo-hub: No database answers at 127.0.0.1:")
                .doesNotContain("hidden");
    }

    @Test
    void helpNeedsNoSettings() {
        PackagedHub.Run help = jar.start(Map.of(), "--help");
        assertThat(help.exit()).isZero();
        assertThat(help.output()).contains("Usage: odoo-hub", "sync");
        assertThat(help.errors()).isEmpty();
    }

    @Test
    void odooTestNeedsNoDatabase() {
        PackagedHub.Run test = jar.start(PackagedHub.settings(odoo, null), "odoo", "test");
        assertThat(test.exit()).isZero();
        assertThat(test.errors()).isEmpty();
        assertThat(test.output())
                .contains("version 19", "Flow customers: res.partner can be read, with every field")
                .doesNotContain(odoo.apiKey());
    }

    /** The password that the hub made for its administrator. */
    private static String password() {
        List<String> said = hub.output()
                .lines()
                .filter(line -> line.contains("with the password"))
                .toList();
        assertThat(said).hasSize(1);
        return said.get(0).substring(said.get(0).lastIndexOf(' ') + 1);
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
    private static Set<String> started() {
        OpsSession session = OpsSession.open(http);
        session.signIn(HubTest.ADMIN, password());
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
