package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.HubTest;
import hub.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import odoo.RealOdoo;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import realtime.Hooks;
import realtime.Installation;
import realtime.Installation.Request;
import routes.FlowRunner;
import sync.RunMode;
import sync.RunTrigger;

/** The Odoo that ODOO_URL names says by itself what changed. Its bus is at ODOO_BUS_URL, or three ports above ODOO_URL. */
@HubTest
@Tag("real-odoo")
@TestPropertySource(
        properties = {"hub.realtime.bus-url=${ODOO_BUS_URL:http://127.0.0.1:8072}", "hub.flows.catalog.enabled=true"})
class RealOdooRealtimeTest {
    private static final int CHANGES = 40;

    @Autowired
    FlowRunner runner;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    CamelContext camel;

    @Autowired
    ProducerTemplate template;

    @Autowired
    DataSource dataSource;

    @Autowired
    Installation installation;

    @Autowired
    Hooks hooks;

    @LocalServerPort
    int port;

    private final List<String> partners = new ArrayList<>();

    @BeforeEach
    void connect() {
        TestDatabase.clean(dataSource);
        hooks.refresh();
        RealOdoo.connect(camel);
        runner.run("customers", RunMode.INCREMENTAL, RunTrigger.COMMAND);
    }

    @AfterEach
    void cleanUp() {
        installation.remove("default", List.of());
        partners.forEach(
                id -> template.requestBodyAndHeader("odoo:res.partner/unlink", null, "CamelOdooIds", "[" + id + "]"));
        partners.clear();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aChangeInOdooIsHereWithinASecond(boolean bus) {
        Request request = new Request("default", bus, List.of("res.partner"), "http://127.0.0.1:" + port);
        var rules = installation.install(request);
        assertThat(rules).hasSize(2);
        assertThat(installation.install(request)).as("again").isEqualTo(rules);
        String id = create();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(name(id)).isEqualTo("Odoo-hub realtime 0"));
        quiet();
        List<Long> took = new ArrayList<>();
        for (int i = 1; i <= CHANGES; i++) {
            String name = "Odoo-hub realtime " + i;
            template.requestBodyAndHeader(
                    "odoo:res.partner/write", "{\"name\":\"" + name + "\"}", "CamelOdooIds", "[" + id + "]");
            long start = System.nanoTime();
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> name.equals(name(id)));
            took.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
        Collections.sort(took);
        System.out.printf(
                "%s: median %d ms, slowest %d ms%n",
                bus ? "bus" : "webhook", took.get(CHANGES / 2), took.get(CHANGES - 1));
        assertThat(took.get(CHANGES / 2)).isLessThan(1000);
        template.requestBodyAndHeader("odoo:res.partner/unlink", null, "CamelOdooIds", "[" + id + "]");
        partners.remove(id);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(status(id)).isEqualTo("deleted"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aChangeOfATemplateReachesItsProduct(boolean bus) {
        runner.run("catalog", RunMode.INCREMENTAL, RunTrigger.COMMAND);
        var rules = installation.install(
                new Request("default", bus, List.of("product.product"), "http://127.0.0.1:" + port));
        assertThat(rules).extracting(realtime.Rule::model).contains("product.template");
        quiet();
        Map<String, Object> product = jdbc.sql("SELECT odoo_id, data ->> 'list_price' AS price FROM mirror"
                        + " WHERE model = 'product.product' AND NOT archived ORDER BY odoo_id LIMIT 1")
                .query()
                .singleRow();
        String before = (String) product.get("price");
        price(product.get("odoo_id"), "4711.25");
        try {
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(jdbc.sql(
                                    "SELECT data ->> 'list_price' FROM mirror WHERE model = 'product.product' AND odoo_id = ?")
                            .param(product.get("odoo_id"))
                            .query(String.class)
                            .single())
                    .isEqualTo("4711.25"));
        } finally {
            price(product.get("odoo_id"), before);
        }
    }

    private void price(Object product, String price) {
        template.requestBodyAndHeader(
                "odoo:product.product/write", "{\"list_price\":" + price + "}", "CamelOdooIds", "[" + product + "]");
    }

    /** Until nothing is being caught up with. */
    private void quiet() {
        template.sendBody("seda:hints-wake?size=1&discardWhenFull=true", null);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(jdbc.sql("SELECT count(*) FROM change_hint")
                                .query(Long.class)
                                .single())
                        .isZero());
    }

    private String create() {
        String body = template.requestBody(
                "odoo:res.partner/create",
                "{\"name\":\"Odoo-hub realtime 0\",\"email\":\"realtime@odoo-hub.example\"}",
                String.class);
        String id = body.replaceAll("\\D", "");
        partners.add(id);
        return id;
    }

    private String name(String partner) {
        return column("name", partner);
    }

    private String status(String partner) {
        return column("odoo_status", partner);
    }

    private String column(String column, String partner) {
        List<Map<String, Object>> rows = jdbc.sql("SELECT * FROM customers WHERE odoo_partner_id = ?")
                .param(Long.valueOf(partner))
                .query()
                .listOfRows();
        return rows.isEmpty() ? null : (String) rows.get(0).get(column);
    }
}
