package hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.util.FileSystemUtils;
import practice.PracticeOdoo;

/** A route file that is edited while the trial run runs takes effect, as flows, timetables and answers show. */
@HubTest
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class TrialRoutesTest {
    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext hub;

    @Autowired
    CamelContext camel;

    @Autowired
    Scheduler scheduler;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PracticeOdoo odoo;

    @TempDir
    Path folder;

    private HubHttp http;

    @BeforeEach
    void watch() throws Exception {
        http = new HubHttp(port);
        FileSystemUtils.copyRecursively(Path.of("src/main/resources/routes"), folder);
        new TrialRoutes(camel, folder).watch();
    }

    @Test
    void theTrialRunCanMakeIt() {
        assertThat(hub.getAutowireCapableBeanFactory().createBean(TrialRoutes.class))
                .isNotNull();
    }

    @Test
    void whatIsEditedTakesEffect(CapturedOutput output) throws Exception {
        odoo.create("res.partner", Map.of("name", "Jane", "email", "jane@example.com", "customer_rank", 1));
        odoo.create("res.partner", Map.of("name", "Jim", "email", "jim@example.com", "customer_rank", 1));

        // A flow.
        edit(
                "pull/partners.camel.yaml",
                "value: res.partner\n",
                "value: res.partner\n      - name: domain\n        value: '[[\"name\", \"=\", \"Jane\"]]'\n");
        await().until(() -> output.getOut().contains("pull/partners.camel.yaml is loaded anew: partners-pull"));
        run("partners");
        assertThat(jdbc.sql("SELECT data ->> 'name' FROM mirror WHERE model = 'res.partner'")
                        .query(String.class)
                        .list())
                .containsExactly("Jane");

        // A timetable.
        edit(
                "pull/tasks.camel.yaml",
                "value: project.task\n",
                "value: project.task\n      - name: cron\n        value: 0 0 7 1 1 ?\n");
        await().until(() -> cron("tasks").equals("0 0 7 1 1 ?"));

        // A mistake: everything stays as it was, and it is named.
        edit("pull/partners.camel.yaml", "routeTemplateRef: mirror", "routeTemplateRef: miror");
        await().until(() ->
                output.getOut().contains("pull/partners.camel.yaml:2: partners-pull is made from a template"));
        assertThat(camel.getRouteController().getRouteStatus("partners-pull").isStarted())
                .isTrue();

        // An answer of the REST interface.
        edit(
                "rest/sync.camel.yaml",
                "to: sql:classpath:sql/flows.sql?outputType=SelectOne\n",
                "setBody: {constant: '{\"edited\": true}'}\n");
        await().until(() -> http.get("/api/v1/sync/flows").body().contains("edited"));

        // An error policy: all routes are loaded anew, and go on.
        Set<String> before = started();
        edit("errors/errors.camel.yaml", "No policy of its own, the caller's applies.", "No policy of its own at all.");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> output.getOut().contains("errors/errors.camel.yaml is loaded anew"));
        assertThat(started()).isEqualTo(before);
        run("partners");

        // A new flow.
        Files.writeString(folder.resolve("pull/companies.camel.yaml"), """
                - templatedRoute:
                    routeTemplateRef: mirror
                    routeId: companies-pull
                    parameters:
                      - name: flow
                        value: companies
                      - name: description
                        value: Brings companies of Odoo into the mirror.
                      - name: model
                        value: res.company
                      - name: fields
                        value: name,write_date
                """);
        await().until(() -> camel.getRoute("companies-full-schedule") != null);
        run("companies");
        assertThat(jdbc.sql("SELECT count(*) FROM mirror WHERE model = 'res.company'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    private Set<String> started() {
        return camel.getRoutes().stream()
                .map(Route::getRouteId)
                .filter(id -> camel.getRouteController().getRouteStatus(id).isStarted())
                .filter(id -> !id.matches("route\\d+"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String cron(String flow) throws SchedulerException {
        return scheduler.getTrigger(TriggerKey.triggerKey("incremental", flow)) instanceof CronTrigger trigger
                ? trigger.getCronExpression()
                : "none";
    }

    private void run(String flow) {
        long before = succeeded(flow);
        assertThat(http.post("/api/v1/sync/flows/" + flow + "/runs", "{}").statusCode())
                .isEqualTo(202);
        await().until(() -> succeeded(flow) > before);
    }

    private long succeeded(String flow) {
        return jdbc.sql("SELECT count(*) FROM sync_run WHERE flow = ? AND status = 'succeeded'")
                .param(flow)
                .query(Long.class)
                .single();
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(file), text.replace(from, to));
    }
}
