package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import hub.ProblemAssert;
import hub.cli.Subcommand;
import hub.cli.WebhooksInstallCommand;
import hub.cli.WebhooksListCommand;
import hub.cli.WebhooksRemoveCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import odoo.OdooComponent;
import odoo.OdooConnection;
import odoo.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import picocli.CommandLine;
import practice.PracticeOdoo;
import practice.orm.Operation;
import practice.orm.Rights;
import realtime.Hooks;
import realtime.Installation;
import realtime.Installation.Request;
import realtime.Rule;
import sync.RunInProgressException;

/** An Odoo that says by itself what changed: installed, followed, and gone again. */
class RealtimeTest extends FlowTest {
    private static final List<String> PARTNERS = List.of("res.partner");

    @LocalServerPort
    int port;

    @Autowired
    Installation installation;

    @Autowired
    Hooks hooks;

    @Autowired
    WebhooksInstallCommand install;

    @Autowired
    WebhooksListCommand list;

    @Autowired
    WebhooksRemoveCommand remove;

    private int known;

    @BeforeEach
    void pulledOnce() {
        hooks.refresh();
        known = partner("Before", "known@example.com");
        // A hint of the test before may be on its way to an Odoo that is closed.
        await().ignoreExceptionsInstanceOf(RunInProgressException.class).untilAsserted(this::pull);
    }

    @AfterEach
    void forget() {
        jdbc.sql("DELETE FROM realtime_hook").update();
        hooks.refresh();
    }

    @Test
    void webhooksAreInstalledOnceAndFollowedAtOnce() {
        List<Rule> rules = installation.install(webhooks());
        assertThat(rules).extracting(Rule::event).containsExactlyInAnyOrder("changed", "deleted");
        assertThat(odoo.count("base.automation")).isEqualTo(2);
        String url = (String)
                odoo.record("ir.actions.server", odoo.ids("ir.actions.server").get(0))
                        .get("webhook_url");
        assertThat(installation.install(webhooks())).as("again").isEqualTo(rules);
        assertThat(odoo.record(
                        "ir.actions.server", odoo.ids("ir.actions.server").get(0)))
                .containsEntry("webhook_url", url);
        assertThat(odoo.count("ir.actions.server")).isEqualTo(2);

        int added = partner("New", "new@example.com");
        assertThat(odoo.webhooks().count()).as("one POST for a new partner").isEqualTo(1);
        odoo.write("res.partner", known, Map.of("name", "After"));
        await().untilAsserted(this::assertEqualToSource);
        odoo.write("res.partner", known, Map.of("function", "Nobody reads it"));
        assertThat(odoo.webhooks().count()).isEqualTo(2);
        odoo.unlink("res.partner", added);
        await().untilAsserted(() -> assertThat(customer(added)).containsEntry("odoo_status", "deleted"));

        assertThat(installation.remove("default", List.of())).isEqualTo(2);
        assertThat(odoo.count("base.automation")).isZero();
        assertThat(odoo.count("ir.actions.server")).isZero();
        assertThat(jdbc.sql("SELECT count(*) FROM realtime_hook")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatSomebodyElseMadeInOdooStays() {
        int model = model("res.partner");
        odoo.create(
                "base.automation",
                Map.of("name", "odoo-hub of another hub", "model_id", model, "trigger", "on_unlink"));
        installation.install(webhooks());
        assertThat(odoo.count("base.automation")).isEqualTo(3);
        Rule changed = installation.list("default").get(0);
        odoo.write(
                "base.automation",
                (int) changed.id(),
                Map.of("active", false, "trigger_field_ids", List.of(List.of(5))));
        installation.install(webhooks());
        assertThat(odoo.record("base.automation", (int) changed.id())).containsEntry("active", true);
        assertThat((List<?>) odoo.record("base.automation", (int) changed.id()).get("trigger_field_ids"))
                .isNotEmpty();
        installation.remove("default", List.of());
        assertThat(odoo.count("base.automation")).isEqualTo(1);
    }

    @Test
    void halfOfAllWebhooksMayBeLost() {
        List<Integer> partners = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            partners.add(partner("Partner " + i, "p" + i + "@example.com"));
        }
        installation.install(webhooks());
        odoo.webhooks().lose(number -> number % 2 == 0);
        for (int i = 0; i < 120; i++) {
            odoo.write("res.partner", partners.get(i % 30), Map.of("name", "Change " + i));
        }
        odoo.unlink("res.partner", partners.get(0));
        pull();
        run(sync.RunMode.RECONCILE);
        await().untilAsserted(this::assertEqualToSource);
    }

    @Test
    void theRestInterfaceInstallsListsAndRemoves() {
        HubHttp http = new HubHttp(port);
        String path = "/api/v1/connections/default/webhooks";
        String request = "{\"models\":[\"res.partner\"],\"hub_url\":\"http://127.0.0.1:" + port + "\"}";
        var installed = http.post(path, request);
        assertThat(installed.statusCode()).as(installed.body()).isEqualTo(201);
        assertThat(installed.body()).doesNotContain("/webhooks/odoo/");
        JsonNode listed = HubHttp.json(http.get(path));
        assertThat(listed.path("data")).hasSize(2);
        assertThat(listed.at("/data/0/model").asText()).isEqualTo("res.partner");
        ProblemAssert.assertProblem(http.post(path, "{\"models\":[\"ir.cron\"]}"), 422);
        ProblemAssert.assertProblem(http.post(path, "{\"hub_url\":\"ftp://x\"}"), 422);
        ProblemAssert.assertProblem(http.post("/api/v1/connections/17/webhooks", "{\"bus\":true}"), 422);
        ProblemAssert.assertProblem(http.get("/api/v1/connections/nothing/webhooks"), 404);
        assertThat(http.send(http.admin(path).DELETE()).statusCode()).isEqualTo(200);
        assertThat(HubHttp.json(http.get(path)).path("data")).isEmpty();
    }

    @Test
    void theCommandLineInstallsListsAndRemoves() {
        String made = command(install, "--models", "res.partner", "--hub-url", "http://127.0.0.1:" + port);
        assertThat(made).contains("webhook\tres.partner\tchanged", "webhook\tres.partner\tdeleted");
        assertThat(command(list)).isEqualTo(made);
        assertThat(command(remove)).contains("Removed: 2");
        assertThat(command(list)).contains("Nothing is installed");
    }

    private static String command(Subcommand command, String... args) {
        StringWriter out = new StringWriter();
        assertThat(new CommandLine(command).setOut(new PrintWriter(out, true)).execute(args))
                .isZero();
        return out.toString();
    }

    @Test
    void whatIsMissingInOdooIsSaid() {
        signInWith(odoo.addUser("clerk", "clerk", Rights.all().deny("base.automation")));
        assertThatThrownBy(() -> installation.install(webhooks())).hasMessageContaining("Administration / Settings");
        signInWith(odoo.addUser("nobody", "nobody", Rights.all().deny("base.automation", Operation.CREATE)));
        assertThatThrownBy(() -> installation.install(webhooks())).hasMessageContaining("Administration / Settings");
        assertThat(odoo.count("base.automation")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"14,true", "19,true", "19,false"})
    void theModuleThatIsMissingIsNamed(int version, boolean bus) {
        odoo.close();
        odoo = PracticeOdoo.builder()
                .version(version)
                .empty()
                .lacking("base.automation")
                .start();
        signInWith(odoo.apiKey());
        String hub = "http://127.0.0.1:" + port;
        assertThatThrownBy(() -> installation.install(new Request("default", bus, PARTNERS, hub)))
                .hasMessageContaining("module base_automation");
        JsonNode problem = ProblemAssert.assertProblem(
                new HubHttp(port)
                        .post(
                                "/api/v1/connections/default/webhooks",
                                "{\"models\":[\"res.partner\"],\"bus\":" + bus + ",\"hub_url\":\"" + hub + "\"}"),
                409);
        assertThat(problem.path("detail").asText()).contains("module base_automation");
        assertThat(jdbc.sql("SELECT count(*) FROM realtime_hook")
                        .query(Long.class)
                        .single())
                .as("nothing is waited for")
                .isZero();
    }

    @Test
    void theBusIsHeardAndConnectedAnew() {
        installation.install(new Request("default", true, PARTNERS, null));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(odoo.bus().listeners()).isEqualTo(1));
        int added = partner("New", "new@example.com");
        odoo.write("res.partner", known, Map.of("name", "After"));
        await().untilAsserted(this::assertEqualToSource);
        odoo.unlink("res.partner", added);
        await().untilAsserted(() -> assertThat(customer(added)).containsEntry("odoo_status", "deleted"));

        odoo.bus().drop();
        odoo.write("res.partner", known, Map.of("name", "While nobody listened"));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(this::assertEqualToSource);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(odoo.bus().listeners()).isEqualTo(1));
        assertThat(new HubHttp(port).get("/health").body()).contains("odooBus").contains("heard");
        installation.remove("default", List.of());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(odoo.bus().listeners()).isZero());
    }

    @Test
    void anOlderOdooIsPolled() {
        odoo.close();
        odoo = PracticeOdoo.builder().version(14).empty().start();
        OdooConnection connection =
                new OdooConnection("default", odoo.url(), odoo.database(), odoo.username(), Secret.of(odoo.apiKey()));
        OdooComponent component = camel.getComponent("odoo", OdooComponent.class);
        component.setConnections(name -> connection);
        component.forgetRefusal("default");
        assertThatThrownBy(() -> installation.install(webhooks())).hasMessageContaining("Odoo 14");
        pull();
        installation.install(new Request("default", true, PARTNERS, null));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            partner("Somebody", "somebody" + odoo.count("res.partner") + "@example.com");
            assertThat(jdbc.sql("SELECT count(*) FROM change_hint WHERE source = 'bus'")
                                    .query(Long.class)
                                    .single()
                            + customers())
                    .isPositive();
        });
        await().untilAsserted(this::assertEqualToSource);
    }

    private Request webhooks() {
        return new Request("default", false, PARTNERS, "http://127.0.0.1:" + port);
    }

    private int model(String name) {
        return odoo.ids("ir.model").stream()
                .filter(id -> name.equals(odoo.record("ir.model", id).get("model")))
                .findFirst()
                .orElseThrow();
    }
}
