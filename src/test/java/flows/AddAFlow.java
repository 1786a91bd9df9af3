package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.HubHttp;
import hub.TestDatabase;
import hub.flows.RouteCheck;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import routes.FlowRunner;
import sync.RunMode;
import sync.RunTrigger;

/** docs/add-a-flow.md followed word for word: its files are put where it says, and the flows work. */
abstract class AddAFlow {
    private static final String PAGE = "docs/add-a-flow.md";

    @LocalServerPort
    int port;

    @Autowired
    protected CamelContext camel;

    @Autowired
    FlowRunner runner;

    @Autowired
    ProducerTemplate template;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    @TempDir
    Path folder;

    private List<MatchResult> blocks;

    @BeforeEach
    void read() throws IOException {
        TestDatabase.clean(dataSource);
        blocks = Pattern.compile("(?s)```(\\w*)\\n(.*?)```")
                .matcher(Files.readString(Path.of(PAGE)))
                .results()
                .toList();
    }

    @AfterEach
    void forget() throws Exception {
        for (String route : List.of("tags-pull", "tags-schedule", "leads-pull")) {
            if (camel.getRoute(route) != null) {
                camel.getRouteController().stopRoute(route);
                camel.removeRoute(route);
            }
        }
        jdbc.sql("DROP TABLE IF EXISTS tags").update();
        jdbc.sql("DELETE FROM flyway_schema_history WHERE script = 'R__tags.sql'")
                .update();
        Files.deleteIfExists(sqlFile());
    }

    @Test
    void aTableAnSqlFileAndARouteFileAreAFlow() throws Exception {
        Files.writeString(folder.resolve("R__tags.sql"), block("sql", "-- R__tags.sql"));
        migrations().migrate();
        Files.createDirectories(sqlFile().getParent());
        Files.writeString(sqlFile(), block("sql", "-- One page of res.partner.category into tags."));
        load("tags", block("yaml", "tags-pull"));

        int first = create("A tag of a test");
        int second = create("Another tag of a test");
        HubHttp http = new HubHttp(port);
        assertThat(http.send(http.admin("/api/v1/sync/flows/tags/runs").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(202);
        await().until(() -> http.get("/api/v1/sync/runs?flow=tags").body().contains("\"succeeded\""));
        assertThat(tags()).containsEntry(first, "A tag of a test").containsEntry(second, "Another tag of a test");

        call("write", "{\"name\": \"A tag that is called otherwise\"}", first);
        call("unlink", null, second);
        runner.run("tags", RunMode.INCREMENTAL, RunTrigger.COMMAND);
        runner.run("tags", RunMode.RECONCILE, RunTrigger.COMMAND);
        assertThat(tags())
                .containsEntry(first, "A tag that is called otherwise")
                .doesNotContainKey(second);
        assertThat(runner.run("tags", RunMode.FULL, RunTrigger.COMMAND)
                        .getFigures()
                        .updated())
                .as("rows that do not differ")
                .isZero();
        call("unlink", null, first);

        Files.writeString(folder.resolve("R__tags.sql"), "DROP TABLE IF EXISTS tags;");
        migrations().migrate();
        assertThat(jdbc.sql("SELECT to_regclass('tags') IS NULL")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        Files.delete(folder.resolve("R__tags.sql"));
        assertThat(migrations().validateWithResult().validationSuccessful)
                .as("the file is missed")
                .isFalse();
    }

    private Flyway migrations() {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration", "filesystem:" + folder)
                .load();
    }

    @Test
    void aRouteFileAloneIsAFlowIntoTheMirror() throws Exception {
        load("leads", block("yaml", "crm.lead"));
        runner.scheduled("leads", "incremental", new Date());
        String status = jdbc.sql("SELECT status FROM sync_run WHERE flow = 'leads'")
                .query(String.class)
                .single();
        if (status.equals("failed")) {
            assertThat(runner.isResting("leads"))
                    .as("this Odoo has no CRM, and the flow rests")
                    .isTrue();
        } else {
            assertThat(status).isEqualTo("succeeded");
        }
    }

    private void load(String flow, String yaml) throws Exception {
        Path file = Files.createDirectories(folder.resolve("pull")).resolve(flow + ".camel.yaml");
        Files.writeString(file, yaml);
        assertThat(RouteCheck.of(List.of(file))).isEmpty();
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "file:" + file));
    }

    /** The one block of the page in that language that holds a text. */
    private String block(String language, String holds) {
        return blocks.stream()
                .filter(block ->
                        block.group(1).equals(language) && block.group(2).contains(holds))
                .map(block -> block.group(2))
                .findFirst()
                .orElseThrow();
    }

    private static Path sqlFile() {
        return Path.of("target/test-classes/sql/tags.sql");
    }

    private int create(String name) {
        String answer =
                template.requestBody("odoo:res.partner.category/create", "{\"name\": \"" + name + "\"}", String.class);
        return Integer.parseInt(answer.replaceAll("\\D", ""));
    }

    private void call(String method, String body, int id) {
        template.requestBodyAndHeader("odoo:res.partner.category/" + method, body, "CamelOdooIds", "[" + id + "]");
    }

    private Map<Integer, String> tags() {
        return jdbc
                .sql("SELECT odoo_id, name FROM tags")
                .query((row, number) -> Map.entry(row.getInt(1), row.getString(2)))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
