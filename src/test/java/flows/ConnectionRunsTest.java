package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import accounts.users.Role;
import accounts.users.UserAdministration;
import connections.ConnectionStore;
import connections.Credentials;
import hub.HubHttp;
import hub.HubTest;
import hub.TestDatabase;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import odoo.OdooProtocol;
import odoo.Secret;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import practice.Fault;
import practice.PracticeOdoo;
import realtime.Installation;
import realtime.Installation.Request;
import routes.ConnectionRuns;

/** Flows of users' connections by themselves: due, bounded, apart from each other, stopped when their owner is gone. */
@HubTest
@TestPropertySource(
        properties = {
            "hub.connections.private-addresses=everybody",
            "hub.connections.runs=4",
            // The third read is of the third page.
            "hub.sync.parallel=1",
            "hub.sync.page-size=100",
            "hub.sync.redelivery.delay=50"
        })
class ConnectionRunsTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    UserAdministration users;

    @Autowired
    ConnectionStore store;

    @Autowired
    ConnectionRuns runs;

    @Autowired
    ProducerTemplate template;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    @Autowired
    Installation installation;

    @LocalServerPort
    int port;

    PracticeOdoo odoo;
    PracticeOdoo other;

    @BeforeEach
    void twoOdoos() {
        TestDatabase.clean(dataSource);
        odoo = PracticeOdoo.builder().empty().version(19).start();
        other = PracticeOdoo.builder().empty().version(14).start();
        other.create("res.partner", Map.of("name", "Ada"));
    }

    @AfterEach
    void stop() {
        odoo.close();
        other.close();
        await().atMost(PATIENCE).until(() -> runs.getUnderWay() == 0);
    }

    @Test
    void eachConnectionIsPulledByItself() {
        String one = connect(user(), odoo);
        String two = connect(user(), other);
        tick();
        awaitSucceeded(one, "contacts");
        awaitSucceeded(one, "products");
        awaitSucceeded(two, "contacts");
        awaitSucceeded(two, "products");
        assertThat(contacts(one)).isEqualTo(odoo.count("res.partner"));
        assertThat(contacts(two)).isEqualTo(other.count("res.partner"));
        assertThat(texts("SELECT DISTINCT trigger FROM sync_run")).containsExactly("schedule");
        assertThat(texts("SELECT flow FROM connection_flow WHERE due_at <= now() + interval '1 hour' AND due_at > now()"
                        + " AND claim IS NULL AND failures = 0"))
                .hasSize(4);
        tick();
        assertThat(runs.getUnderWay()).as("nothing is due now").isZero();
    }

    @Test
    void whatAUsersOdooSaysIsReadAgainForThatUserAlone() {
        int person = odoo.create("res.partner", Map.of("name", "Before"));
        String hers = connect(user(), odoo);
        String others = connect(user(), odoo);
        tick();
        for (String key : List.of(hers, others)) {
            awaitSucceeded(key, "contacts");
            awaitSucceeded(key, "products");
        }
        installation.install(new Request(hers, false, List.of("res.partner"), "http://127.0.0.1:" + port));
        template.sendBody("seda:hints-wake?size=1&discardWhenFull=true", null);
        await().atMost(PATIENCE)
                .until(() -> texts("SELECT model FROM change_hint").isEmpty());

        odoo.write("res.partner", person, Map.of("name", "After"));
        await().atMost(PATIENCE).until(() -> name(hers, person).equals("After"));
        assertThat(name(others, person)).as("of the very same Odoo").isEqualTo("Before");
        assertThat(texts("SELECT connection FROM sync_run WHERE trigger = 'hint'"))
                .containsOnly(hers);

        String url = odoo.record(
                        "ir.actions.server", odoo.ids("ir.actions.server").get(0))
                .get("webhook_url")
                .toString();
        HubHttp http = new HubHttp(port);
        HttpResponse<String> guessed =
                http.send(http.anonymous(URI.create(url).getPath().replace(hers, others))
                        .POST(BodyPublishers.ofString("{\"_model\":\"res.partner\",\"_id\":" + person + "}")));
        assertThat(guessed.statusCode()).as("her secret is no other's").isEqualTo(404);
        assertThat(installation.remove(hers, List.of())).isEqualTo(2);
    }

    @Test
    void anOdooThatHangsDelaysNoOther() {
        odoo.misbehave(Fault.hang().always());
        List<String> stuck =
                IntStream.range(0, 5).mapToObj(i -> connect(user(), odoo)).toList();
        tick();
        await().atMost(PATIENCE).until(() -> running(odoo) == 2);
        String healthy = connect(user(), other);
        tick();
        awaitSucceeded(healthy, "contacts");
        awaitSucceeded(healthy, "products");
        assertThat(running(odoo)).as("two at a time for one host").isEqualTo(2);
        assertThat(texts("SELECT DISTINCT status FROM sync_run WHERE connection <> '" + healthy + "'"))
                .containsExactly("running");
        odoo.behave();
        stuck.forEach(each -> awaitSettled(each, "contacts"));
    }

    @Test
    void failuresAreSaidAndPausesGrow() {
        String key = connect(user(), odoo);
        odoo.down();
        tick();
        awaitSettled(key, "contacts");
        Map<String, Object> first = flow(key, "contacts");
        assertThat(first.get("failures")).isEqualTo(1);
        assertThat(first.get("last_failure").toString()).contains("Nothing answers");
        assertThat(minutesUntilDue(key, "contacts")).isBetween(0.7, 1.3);
        due(key, "contacts");
        tick();
        await().atMost(PATIENCE)
                .until(() -> flow(key, "contacts").get("failures").equals(2));
        assertThat(minutesUntilDue(key, "contacts")).isBetween(1.5, 2.5);
        odoo.up();
        due(key, "contacts");
        tick();
        awaitSucceeded(key, "contacts");
        assertThat(flow(key, "contacts").get("failures")).isEqualTo(0);
        assertThat(flow(key, "contacts").get("last_failure")).isNull();
    }

    @Test
    void refusedCredentialsPauseAtOnceAndTheOwnerIsTold() {
        long owner = user();
        String key = connect(owner, odoo);
        odoo.revokeKey(odoo.apiKey());
        tick();
        await().atMost(PATIENCE)
                .until(() -> runs.getUnderWay() == 0 && state(key).get("state").equals("paused"));
        assertThat(odoo.calls().all().stream().filter(call -> !call.model().equals("web")))
                .as("no second try")
                .hasSize(1);
        assertThat(state(key).get("paused_reason").toString()).contains("refused");
        assertThat(texts("SELECT about FROM mail_outbox WHERE kind = 'connection_paused' AND user_id = " + owner))
                .containsExactly("mine");
        int calls = odoo.calls().all().size();
        due(key, "contacts");
        due(key, "products");
        tick();
        assertThat(runs.getUnderWay()).isZero();
        assertThat(odoo.calls().all()).hasSize(calls);

        String again = odoo.addUser("second", "secret", practice.orm.Rights.all());
        save(owner, odoo, again);
        await().atMost(PATIENCE).until(() -> {
            tick();
            return flow(key, "contacts").get("succeeded_at") != null;
        });
    }

    @Test
    void aUserWhoIsDeletedWhileTheirRunIsUnderWayLeavesNothing() {
        String key = halfWay();
        users.delete(owner(key), "test");
        odoo.behave();
        await().atMost(PATIENCE).until(() -> runs.getUnderWay() == 0);
        for (String table : List.of("contact", "product", "sync_run", "sync_flow", "sync_reject", "activity_log")) {
            assertThat(jdbc.sql("SELECT count(*) FROM " + table + " WHERE connection = ?")
                            .param(key)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        assertThat(texts("SELECT flow FROM connection_flow")).isEmpty();
    }

    @Test
    void aUserWhoIsDisabledWhileTheirRunIsUnderWayGetsNothingMore() {
        String key = halfWay();
        users.change(owner(key), Map.of("enabled", false), "test");
        odoo.behave();
        await().atMost(PATIENCE).until(() -> runs.getUnderWay() == 0);
        assertThat(contacts(key)).as("what was stored before").isEqualTo(200);
        assertThat(texts("SELECT status FROM sync_run WHERE flow = 'contacts'")).containsExactly("failed");
        due(key, "contacts");
        tick();
        assertThat(runs.getUnderWay()).as("of a disabled user nothing is due").isZero();
    }

    @Test
    void aConnectionThatLeadsElsewhereBeginsAnew() {
        long owner = user();
        String key = connect(owner, odoo);
        tick();
        awaitSucceeded(key, "contacts");
        awaitSucceeded(key, "products");
        save(owner, other, other.apiKey());
        assertThat(contacts(key)).isZero();
        await().atMost(PATIENCE).until(() -> {
            tick();
            return contacts(key) == other.count("res.partner");
        });
        assertThat(texts("SELECT name FROM contact")).contains("Ada");
    }

    /** A user's connection whose run has stored two pages and waits for the third. */
    private String halfWay() {
        odoo.createAll(
                "res.partner",
                IntStream.range(0, 450)
                        .mapToObj(i -> Map.<String, Object>of("name", "P" + i))
                        .toList());
        String key = connect(user(), odoo);
        jdbc.sql("UPDATE connection_flow SET enabled = false WHERE flow = 'products'")
                .update();
        odoo.misbehave(Fault.hang().on("res.partner", "read").nth(3).always());
        tick();
        await().atMost(PATIENCE).until(() -> contacts(key) == 200);
        return key;
    }

    private long user() {
        String name = "runs" + COUNT.incrementAndGet();
        return users.create(name, name + "@example.com", Role.USER, "seventeen green umbrellas", "test");
    }

    private String connect(long owner, PracticeOdoo where) {
        String key = save(owner, where, where.apiKey());
        runs.complete();
        return key;
    }

    private String save(long owner, PracticeOdoo where, String secret) {
        return store.save(
                        owner,
                        "mine",
                        new Credentials(
                                where.url(), where.database(), where.username(), Secret.of(secret), OdooProtocol.AUTO),
                        true)
                .key();
    }

    private void tick() {
        template.sendBody("direct:connections-claim", null);
    }

    private void due(String key, String flow) {
        jdbc.sql("UPDATE connection_flow SET due_at = now() WHERE 'c' || connection_id = ? AND flow = ?")
                .params(key, flow)
                .update();
    }

    private long running(PracticeOdoo where) {
        return jdbc.sql("SELECT count(*) FROM sync_run r JOIN odoo_connection c ON 'c' || c.id = r.connection"
                        + " WHERE r.status = 'running' AND c.url = ?")
                .param(where.url())
                .query(Long.class)
                .single();
    }

    private long owner(String key) {
        return (Long) state(key).get("owner");
    }

    private Map<String, Object> state(String key) {
        return jdbc.sql("SELECT * FROM odoo_connection WHERE 'c' || id = ?")
                .param(key)
                .query()
                .singleRow();
    }

    private Map<String, Object> flow(String key, String flow) {
        return jdbc.sql("SELECT * FROM connection_flow WHERE 'c' || connection_id = ? AND flow = ?")
                .params(key, flow)
                .query()
                .singleRow();
    }

    private double minutesUntilDue(String key, String flow) {
        return jdbc.sql("SELECT extract(epoch FROM due_at - clock_timestamp()) / 60 FROM connection_flow"
                        + " WHERE 'c' || connection_id = ? AND flow = ?")
                .params(key, flow)
                .query(Double.class)
                .single();
    }

    private void awaitSucceeded(String key, String flow) {
        await().atMost(PATIENCE).until(() -> {
            Map<String, Object> row = flow(key, flow);
            return row.get("succeeded_at") != null
                    && row.get("claim") == null
                    && row.get("failures").equals(0);
        });
    }

    private void awaitSettled(String key, String flow) {
        await().atMost(PATIENCE).until(() -> {
            Map<String, Object> row = flow(key, flow);
            return row.get("claim") == null
                    && (row.get("succeeded_at") != null || !row.get("failures").equals(0));
        });
    }

    private long contacts(String key) {
        return jdbc.sql("SELECT count(*) FROM contact WHERE connection = ?")
                .param(key)
                .query(Long.class)
                .single();
    }

    private String name(String key, int person) {
        return jdbc.sql("SELECT name FROM contact WHERE connection = ? AND odoo_id = ?")
                .params(key, person)
                .query(String.class)
                .single();
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
