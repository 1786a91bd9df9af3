package gateway;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
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
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;
import practice.PracticeOdoo;
import practice.PracticeOdooBuilder;
import practice.data.PracticeData;

/** A gateway to a practice Odoo of its own, with three products and two partners. */
@HubTest
abstract class GatewayScene {
    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    CamelContext camel;

    @Autowired
    OdooConnections connections;

    @Autowired
    ApplicationContext hub;

    GatewayClient client;
    PracticeOdoo odoo;
    int acme;
    int wood;

    @BeforeEach
    void start() {
        client = new GatewayClient(port, database);
        database.sql("TRUNCATE mirror, gateway_request, gateway_fields").update();
        database.sql("DELETE FROM sync_flow").update();
        database.sql("DELETE FROM customers").update();
        on(19);
    }

    @AfterEach
    void stop() {
        odoo.close();
        for (String breaker : List.of("mirror-breaker", "gateway-breaker")) {
            camel.getProcessor(breaker, ResilienceProcessor.class).transitionToCloseState();
        }
        camel.getComponent("odoo", OdooComponent.class).setConnections(connections);
        forgetFields();
    }

    JsonNode get(String path) {
        HttpResponse<String> answer = client.admin("GET", path, null);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return json(answer);
    }

    static List<String> names(JsonNode record) {
        return StreamSupport.stream(((Iterable<String>) record::fieldNames).spliterator(), false)
                .toList();
    }

    private void forgetFields() {
        ReflectionTestUtils.invokeMethod(hub.getBean("fieldTypes"), "forget");
        ReflectionTestUtils.invokeMethod(hub.getBean("references"), "forget");
    }

    void on(int version) {
        on(PracticeOdoo.builder().version(version));
    }

    void on(PracticeOdooBuilder practice) {
        odoo = practice.seed(PracticeData.products(3)).start();
        OdooConnection connection =
                new OdooConnection("default", odoo.url(), odoo.database(), odoo.username(), Secret.of(odoo.apiKey()));
        OdooComponent component = camel.getComponent("odoo", OdooComponent.class);
        component.setConnections(name -> connection);
        component.forgetRefusal("default");
        forgetFields();
        odoo.create("blog.blog", Map.of("name", "News"));
        acme = odoo.create("res.partner", Map.of("name", "Acme", "email", "acme@example.com", "is_company", true));
        wood = odoo.create("res.partner", Map.of("name", "Wood Corner", "email", "wood@example.com"));
    }
}
