package flows;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HubTest;
import hub.TestDatabase;
import java.util.Map;
import javax.sql.DataSource;
import odoo.RealOdoo;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import routes.FlowRunner;
import sync.RunFigures;
import sync.RunMode;
import sync.RunTrigger;

/** The flow customers on the Odoo that ODOO_URL names: its figures equal what Odoo itself counts by each rule. */
@HubTest
@Tag("real-odoo")
class RealOdooCustomersTest {
    private static final String EVERYTHING = "{\"active_test\": false}";

    @Autowired
    private FlowRunner runner;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CamelContext camel;

    @Autowired
    private ProducerTemplate template;

    @Autowired
    private DataSource dataSource;

    @BeforeEach
    void connect() {
        TestDatabase.clean(dataSource);
        RealOdoo.connect(camel);
    }

    @Test
    void figuresEqualOdoosOwnCountsByEachRule() {
        RunFigures figures = run(RunMode.FULL);

        assertThat(figures.read()).isEqualTo(count("[]"));
        assertThat(figures.skipped().getOrDefault("archived", 0L)).isEqualTo(count("[[\"active\",\"=\",false]]"));
        assertThat(figures.skipped().getOrDefault("child_contact", 0L))
                .isEqualTo(count("[[\"active\",\"=\",true],[\"parent_id\",\"!=\",false]]"));
        assertThat(figures.skipped().getOrDefault("no_email", 0L))
                .isEqualTo(count("[[\"active\",\"=\",true],[\"parent_id\",\"=\",false],[\"email\",\"=\",false]]"));
        assertThat(linked() + figures.rejected())
                .isEqualTo(count("[[\"active\",\"=\",true],[\"parent_id\",\"=\",false],[\"email\",\"!=\",false]]"));
        assertThat(jdbc.sql("SELECT count(*) FROM customers WHERE type = 'company'")
                        .query(Long.class)
                        .single())
                .isLessThanOrEqualTo(count("[[\"is_company\",\"=\",true]]"));
    }

    @Test
    void aPartnerIsFollowedThroughItsLife() {
        run(RunMode.INCREMENTAL);
        String body = template.requestBody(
                "odoo:res.partner/create",
                "{\"name\":\"Odoo-hub contract\",\"email\":\"\\\"Hub\\\" <Contract@Odoo-Hub.Example>\"}",
                String.class);
        String id = body.replaceAll("\\D", "");
        try {
            run(RunMode.INCREMENTAL);
            assertThat(status(id)).isEqualTo("linked");
            template.requestBodyAndHeader(
                    "odoo:res.partner/write", "{\"active\":false}", "CamelOdooIds", "[" + id + "]");
            run(RunMode.INCREMENTAL);
            assertThat(status(id)).isEqualTo("archived");
        } finally {
            template.requestBodyAndHeader("odoo:res.partner/unlink", null, "CamelOdooIds", "[" + id + "]");
        }
        run(RunMode.RECONCILE);
        assertThat(status(id)).isEqualTo("deleted");
    }

    private RunFigures run(RunMode mode) {
        return runner.run("customers", mode, RunTrigger.COMMAND).getFigures();
    }

    private long linked() {
        return jdbc.sql("SELECT count(*) FROM customers WHERE odoo_status = 'linked'")
                .query(Long.class)
                .single();
    }

    private String status(String partner) {
        return jdbc.sql("SELECT odoo_status FROM customers WHERE odoo_partner_id = ?")
                .param(Long.valueOf(partner))
                .query(String.class)
                .single();
    }

    private long count(String domain) {
        return Long.parseLong(template.requestBodyAndHeaders(
                "odoo:res.partner/search_count",
                null,
                Map.of("CamelOdooDomain", domain, "CamelOdooContext", EVERYTHING),
                String.class));
    }
}
