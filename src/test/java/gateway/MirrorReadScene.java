package gateway;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import hub.HubTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import odoo.OdooComponent;
import odoo.OdooConnection;
import odoo.OdooConnections;
import odoo.Secret;
import org.apache.camel.CamelContext;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;
import practice.data.PracticeData;
import routes.FlowRunner;
import sync.RunMode;
import sync.RunTrigger;

/** Reads of Odoo's records over REST: a practice Odoo with a few of each, and the copies of them. */
@HubTest
abstract class MirrorReadScene {
    static final List<String> FLOWS = List.of("catalog", "manufacturing-orders", "partners", "stock");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    FlowRunner runner;

    @Autowired
    CamelContext camel;

    @Autowired
    OdooConnections connections;

    HubHttp http;
    PracticeOdoo odoo;

    @BeforeEach
    void start() {
        http = new HubHttp(port);
        database.sql("TRUNCATE mirror").update();
        database.sql("DELETE FROM sync_flow").update();
        on(19);
    }

    @AfterEach
    void stop() {
        odoo.close();
        breaker().transitionToCloseState();
        camel.getComponent("odoo", OdooComponent.class).setConnections(connections);
    }

    void pullAll() {
        for (String flow : FLOWS) {
            runner.run(flow, RunMode.FULL, RunTrigger.COMMAND);
        }
    }

    JsonNode get(String path) {
        var response = http.get("/api/odoo" + path);
        assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
        assertThat(json(response).path("success").asBoolean()).isTrue();
        return json(response);
    }

    int order(Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of("product_id", 2, "product_uom_id", 1));
        values.putAll(more);
        return odoo.create("mrp.production", values);
    }

    void on(int version) {
        odoo = PracticeOdoo.builder()
                .version(version)
                .seed(PracticeData.products(7))
                .start();
        OdooConnection connection =
                new OdooConnection("default", odoo.url(), odoo.database(), odoo.username(), Secret.of(odoo.apiKey()));
        OdooComponent component = camel.getComponent("odoo", OdooComponent.class);
        component.setConnections(name -> connection);
        component.forgetRefusal("default");
        String start = version == 14 ? "date_planned_start" : "date_start";
        odoo.write(
                "product.product",
                1,
                Map.of("description", version == 14 ? "Solid & heavy" : "<p>Solid &amp; heavy</p>"));
        odoo.write("product.product", 7, Map.of("active", false));
        order(Map.of(
                "state",
                "confirmed",
                "origin",
                "SO/1",
                "date_deadline",
                "2025-11-15 17:00:00",
                start,
                "2025-11-10 08:00:00"));
        order(Map.of("state", "confirmed", "priority", "1", start, "2025-11-11 08:00:00"));
        order(Map.of("date_deadline", "2025-11-14 17:00:00", start, "2025-11-09 08:00:00"));
        odoo.create("res.partner", Map.of("name", "Acme Corporation", "is_company", true, "email", "a@acme.example"));
        odoo.create("res.partner", Map.of("name", "Fifty 50% off"));
        odoo.create("res.partner", Map.of("name", "Jo of Acme", "ref", "CUST-001"));
    }

    ResilienceProcessor breaker() {
        return camel.getProcessor("mirror-breaker", ResilienceProcessor.class);
    }
}
