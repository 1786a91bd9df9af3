package flows;

import static org.awaitility.Awaitility.await;

import accounts.users.Role;
import accounts.users.UserAdministration;
import connections.ConnectionStore;
import connections.Credentials;
import hub.HubTest;
import hub.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import odoo.OdooProtocol;
import odoo.Secret;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import practice.PracticeOdoo;
import routes.ConnectionRuns;

/** Users' connections to two practice Odoos, pulled when their flows are due. */
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
abstract class ConnectionRunsScene {
    static final AtomicInteger COUNT = new AtomicInteger();
    static final Duration PATIENCE = Duration.ofSeconds(20);

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

    long user() {
        String name = "runs" + COUNT.incrementAndGet();
        return users.create(name, name + "@example.com", Role.USER, "seventeen green umbrellas", "test");
    }

    String connect(long owner, PracticeOdoo where) {
        String key = save(owner, where, where.apiKey());
        runs.complete();
        return key;
    }

    String save(long owner, PracticeOdoo where, String secret) {
        return store.save(
                        owner,
                        "mine",
                        new Credentials(
                                where.url(), where.database(), where.username(), Secret.of(secret), OdooProtocol.AUTO),
                        true)
                .key();
    }

    void tick() {
        template.sendBody("direct:connections-claim", null);
    }

    void due(String key, String flow) {
        jdbc.sql("UPDATE connection_flow SET due_at = now() WHERE 'c' || connection_id = ? AND flow = ?")
                .params(key, flow)
                .update();
    }

    Map<String, Object> flow(String key, String flow) {
        return jdbc.sql("SELECT * FROM connection_flow WHERE 'c' || connection_id = ? AND flow = ?")
                .params(key, flow)
                .query()
                .singleRow();
    }

    void awaitSucceeded(String key, String flow) {
        await().atMost(PATIENCE).until(() -> {
            Map<String, Object> row = flow(key, flow);
            return row.get("succeeded_at") != null
                    && row.get("claim") == null
                    && row.get("failures").equals(0);
        });
    }

    long contacts(String key) {
        return jdbc.sql("SELECT count(*) FROM contact WHERE connection = ?")
                .param(key)
                .query(Long.class)
                .single();
    }

    List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
