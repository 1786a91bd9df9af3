package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import hub.HubTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import odoo.OdooComponent;
import odoo.OdooConnections;
import odoo.RealOdoo;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import routes.FlowRunner;
import sync.RunMode;
import sync.RunTrigger;

/** The mirror of what a website shows, and the blog, on the Odoo that ODOO_URL names; its own records go again. */
@HubTest
@Tag("real-odoo")
class RealOdooBlogTest {
    private static final List<String> FLOWS = List.of(
            "projects",
            "tasks",
            "meetings",
            "events",
            "registrations",
            "sales-orders",
            "blogs",
            "blog-tags",
            "blog-posts");
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    FlowRunner runner;

    @Autowired
    CamelContext camel;

    @Autowired
    ProducerTemplate template;

    @Autowired
    OdooConnections connections;

    private HubHttp http;

    @BeforeEach
    void connect() {
        http = new HubHttp(port);
        RealOdoo.connect(camel);
        database.sql("TRUNCATE mirror").update();
        database.sql("DELETE FROM sync_flow").update();
    }

    @AfterEach
    void disconnect() {
        camel.getComponent("odoo", OdooComponent.class).setConnections(connections);
    }

    @Test
    void everyFlowBringsAsManyRecordsAsOdooHas() {
        for (String flow : FLOWS) {
            runner.run(flow, RunMode.FULL, RunTrigger.COMMAND);
            String model = runner.spec(flow).model();
            String count = ask(
                    model,
                    "search_count",
                    Map.of("CamelOdooDomain", "[]", "CamelOdooContext", "{\"active_test\":false}"));
            assertThat(database.sql("SELECT count(*) FROM mirror WHERE model = ? AND NOT deleted")
                            .param(model)
                            .query(String.class)
                            .single())
                    .as(flow)
                    .isEqualTo(count);
        }
        assertThat(database.sql("SELECT count(*) FROM sync_reject")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aPostIsShownSafelyWithItsImageUntilItIsTakenBack() {
        int image = create("ir.attachment", "{\"name\":\"hub-blog.png\",\"public\":true,\"datas\":\"" + PIXEL + "\"}");
        int post = create(
                "blog.post",
                "{\"name\":\"Hub blog: Höhe & Weite\",\"is_published\":true,\"content\":\"<p>x</p><script>y</script><img src='/web/image/"
                        + image + "'>\"}");
        try {
            copy();
            JsonNode data = HubHttp.json(get("/api/blog/posts/" + post)).path("data");
            assertThat(data.path("html").asText())
                    .contains("<p>x</p>", "/media/odoo/" + image)
                    .doesNotContain("script");
            assertThat(data.path("slug").asText()).isEqualTo("hub-blog-hohe-weite-" + post);
            assertThat(get("/media/odoo/" + image).headers().firstValue("Content-Type"))
                    .hasValue("image/png");
            assertThat(get("/blog/feed.xml").body()).contains("Hub blog: Höhe &amp; Weite");
            template.requestBodyAndHeader(
                    "odoo:blog.post/write", "{\"is_published\":false}", "CamelOdooIds", "[" + post + "]", String.class);
            copy();
            assertThat(get("/api/blog/posts/" + post).statusCode()).isEqualTo(404);
            assertThat(get("/media/odoo/" + image).statusCode()).isEqualTo(404);
        } finally {
            ask("blog.post", "unlink", Map.of("CamelOdooIds", "[" + post + "]"));
            ask("ir.attachment", "unlink", Map.of("CamelOdooIds", "[" + image + "]"));
        }
    }

    private void copy() {
        List.of("blogs", "blog-tags", "blog-posts").forEach(flow -> runner.run(flow, RunMode.FULL, RunTrigger.COMMAND));
    }

    private HttpResponse<String> get(String path) {
        return http.send(http.anonymous(path));
    }

    private int create(String model, String values) {
        return Integer.parseInt(template.requestBody("odoo:" + model + "/create", values, String.class)
                .replaceAll("[^0-9]", ""));
    }

    private String ask(String model, String method, Map<String, Object> headers) {
        return template.requestBodyAndHeaders("odoo:" + model + "/" + method, null, headers, String.class);
    }
}
