package flows;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HubTest;
import hub.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import odoo.OdooComponent;
import odoo.OdooConnection;
import odoo.Secret;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import practice.PracticeOdoo;
import practice.PracticeOdooBuilder;
import routes.FlowRunner;
import sync.Run;
import sync.RunFigures;
import sync.RunMode;
import sync.RunTrigger;

/** A flow on a running hub with empty tables and a practice Odoo of its own, pages of 100 records and quick redelivery. */
@HubTest
@TestPropertySource(
        properties = {
            "hub.sync.run-at-start=false",
            "hub.sync.page-size=100",
            "hub.sync.redelivery.attempts=3",
            "hub.sync.redelivery.delay=50",
            "hub.sync.redelivery.maximum-delay=200"
        })
abstract class FlowTest {
    @Autowired
    protected FlowRunner runner;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected CamelContext camel;

    @Autowired
    private DataSource dataSource;

    protected PracticeOdoo odoo;

    @BeforeEach
    void startWithNothing() {
        TestDatabase.clean(dataSource);
        odoo = practice().start();
        signInWith(odoo.apiKey());
    }

    @AfterEach
    void stopOdoo() {
        odoo.close();
    }

    /** What Odoo holds at first; two partners unless a test wants more. */
    protected PracticeOdooBuilder practice() {
        return PracticeOdoo.builder().empty();
    }

    protected void signInWith(String secret) {
        OdooConnection connection =
                new OdooConnection("default", odoo.url(), odoo.database(), odoo.username(), Secret.of(secret));
        OdooComponent component = camel.getComponent("odoo", OdooComponent.class);
        component.setConnections(name -> connection);
        component.forgetRefusal("default");
    }

    protected RunFigures pull() {
        return run(RunMode.INCREMENTAL).getFigures();
    }

    protected Run run(RunMode mode) {
        return runner.run("customers", mode, RunTrigger.COMMAND);
    }

    protected int partner(String name, String email) {
        return partner(name, email, Map.of());
    }

    protected int partner(String name, String email, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("name", name);
        values.put("email", email);
        return odoo.create("res.partner", values);
    }

    protected Map<String, Object> customer(int partner) {
        return jdbc.sql("SELECT * FROM customers WHERE odoo_partner_id = ?")
                .param(partner)
                .query()
                .singleRow();
    }

    protected long customers() {
        return jdbc.sql("SELECT count(*) FROM customers").query(Long.class).single();
    }

    protected List<Map<String, Object>> openRejects() {
        return jdbc.sql("SELECT * FROM sync_reject WHERE healed_at IS NULL ORDER BY odoo_id")
                .query()
                .listOfRows();
    }

    protected Map<String, Object> lastRun() {
        return jdbc.sql("SELECT * FROM sync_run WHERE flow = 'customers' ORDER BY id DESC LIMIT 1")
                .query()
                .singleRow();
    }

    /** Linked customers equal the partners that are customers by the rules, read from Odoo's store. */
    protected void assertEqualToSource() {
        Map<Long, List<String>> expected = new HashMap<>();
        for (int id : odoo.ids("res.partner")) {
            Map<String, Object> p = odoo.record("res.partner", id);
            String email = (String) p.get("email");
            if (Boolean.TRUE.equals(p.get("active")) && p.get("parent_id") == null && email != null) {
                expected.put(
                        (long) id, List.of((String) p.get("name"), email.strip().toLowerCase()));
            }
        }
        Map<Long, List<String>> found = new HashMap<>();
        jdbc.sql("SELECT odoo_partner_id, name, email FROM customers WHERE odoo_status = 'linked'")
                .query(row -> {
                    found.put(row.getLong(1), List.of(row.getString(2), row.getString(3)));
                });
        assertThat(found).isEqualTo(expected);
    }
}
