package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import hub.HubTest;
import hub.ProblemAssert;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.w3c.dom.Document;
import practice.PracticeOdoo;
import routes.FlowRunner;
import sync.RunMode;
import sync.RunTrigger;

/** The blog shows everybody what is published, safely, and nothing else. */
@HubTest
class BlogTest {
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    FlowRunner runner;

    @Autowired
    PracticeOdoo odoo;

    HubHttp http;
    int blog;
    int tag;

    @BeforeEach
    void start() {
        http = new HubHttp(port);
        database.sql("TRUNCATE mirror").update();
        database.sql("DELETE FROM sync_flow").update();
        blog = odoo.create("blog.blog", Map.of("name", "Dog life"));
        tag = odoo.create("blog.tag", Map.of("name", "Walks"));
    }

    @AfterEach
    void clean() {
        for (String model : List.of("blog.post", "blog.tag", "blog.blog", "ir.attachment")) {
            odoo.unlink(
                    model, odoo.ids(model).stream().mapToInt(Integer::intValue).toArray());
        }
    }

    @Test
    void onlyWhatIsPublishedIsShown() {
        int shown = post("Höhe & Weite", "<p>Up</p>", Map.of("tag_ids", List.of(tag)));
        post("Draft", "<p>Secret</p>", Map.of("is_published", false));
        post("Tomorrow", "<p>Secret</p>", Map.of("published_date", "2099-01-01 00:00:00"));
        post("Gone", "<p>Secret</p>", Map.of("active", false));
        copy();
        JsonNode list = json("/api/blog/posts");
        assertThat(list.path("total").asInt()).isOne();
        JsonNode post = list.path("data").path(0);
        assertThat(post.path("slug").asText()).isEqualTo("hohe-weite-" + shown);
        assertThat(post.path("category").path("name").asText()).isEqualTo("Dog life");
        assertThat(post.path("tags").path(0).path("name").asText()).isEqualTo("Walks");
        assertThat(post.path("author").asText()).isEqualTo("Mitchell Admin");
        for (String address : List.of("/" + shown, "/hohe-weite-" + shown)) {
            assertThat(json("/api/blog/posts" + address)
                            .path("data")
                            .path("html")
                            .asText())
                    .isEqualTo("<p>Up</p>");
        }
        for (int hidden : odoo.ids("blog.post")) {
            if (hidden != shown) {
                ProblemAssert.assertProblem(get("/api/blog/posts/" + hidden), 404);
                assertThat(get("/blog/x-" + hidden).statusCode()).isEqualTo(404);
            }
        }
        assertThat(json("/api/blog/categories")
                        .path("data")
                        .path(0)
                        .path("posts")
                        .asInt())
                .isOne();
        assertThat(json("/api/blog/tags").path("data").path(0).path("name").asText())
                .isEqualTo("Walks");
        assertThat(json("/api/blog/posts?category=" + blog + "&tag=" + tag + "&q=weite")
                        .path("total")
                        .asInt())
                .isOne();
        assertThat(json("/api/blog/posts?q=%25").path("total").asInt()).isZero();
        ProblemAssert.assertProblem(get("/api/blog/posts?page=0"), 400);
        odoo.write("blog.post", shown, Map.of("is_published", false));
        copy();
        assertThat(json("/api/blog/posts").path("total").asInt()).isZero();
    }

    @Test
    void nothingInAPostRuns() {
        int id = post("Attack", """
                <h2 onclick="x()">T</h2><script>alert(1)</script><img src=x onerror=alert(1)><iframe src="https://a.example"></iframe>
                <a href="javascript:alert(1)">a</a><a href="https://b.example">b</a><svg onload=alert(1)></svg>
                <img src="/web/image/17-abc/dog.png" alt="Dog"><img src="http://c.example/t.gif"><form action="/x"><input></form>
                <img src="/web/image/res.partner/3/avatar_128"><p style="position:fixed">p</p>""", Map.of());
        copy();
        String html = json("/api/blog/posts/" + id).path("data").path("html").asText();
        assertThat(html)
                .doesNotContain("script", "onerror", "onclick", "iframe", "svg", "form", "style", "t.gif", "javascript")
                .contains("<img src=\"/media/odoo/17\" alt=\"Dog\"", "https://b.example", "<h2>T</h2>");
        HttpResponse<String> page = get("/blog/" + id);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<h1>Attack</h1>").doesNotContain("<script", "onerror");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'");
    }

    @Test
    void imagesOfPublishedPostsArePassedOnAndNoOthers() {
        int shown = image("dog.png", PIXEL, true);
        int hidden = image("other.png", PIXEL, true);
        int secret = image("secret.png", PIXEL, false);
        int script = image("x.svg", "PHN2Zz48L3N2Zz4=", true);
        int page = image("x.png", "PGh0bWw+", true);
        String img = "<img src=\"/web/image/%d\">";
        post(
                "Images",
                (img.repeat(4)
                                + "<img src=\"/web/image/res.partner/3\"><img src=\"/website_blog/static/src/img/a.png\">")
                        .formatted(shown, secret, script, page),
                Map.of(
                        "cover_properties",
                        "{\"background-image\": \"url('/website_blog/static/src/img/cover.png')\"}"));
        post("Draft", img.formatted(hidden), Map.of("is_published", false));
        copy();
        HttpResponse<String> image = get("/media/odoo/" + shown);
        assertThat(image.statusCode()).isEqualTo(200);
        assertThat(image.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(image.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(image.headers().firstValue("Cache-Control")).hasValue("public, max-age=86400");
        String etag = image.headers().firstValue("ETag").orElseThrow();
        assertThat(http.send(http.anonymous("/media/odoo/" + shown).header("If-None-Match", etag))
                        .statusCode())
                .isEqualTo(304);
        for (String key : List.of(
                "" + hidden,
                "" + secret,
                "" + script,
                "" + page,
                "res.partner",
                "base.main_company",
                "website_blog~static~src~img~b.png",
                "999999")) {
            assertThat(get("/media/odoo/" + key).statusCode()).as(key).isEqualTo(404);
        }
        for (String key : List.of("website_blog~static~src~img~a.png", "website_blog~static~src~img~cover.png")) {
            assertThat(get("/media/odoo/" + key).statusCode()).as(key).isEqualTo(200);
        }
        for (String trick : List.of("..~..~etc~passwd", "%2e%2e%2fweb", "a%00b", "x".repeat(300))) {
            assertThat(get("/media/odoo/" + trick).statusCode()).as(trick).isIn(400, 404);
        }
    }

    @Test
    void feedAndSitemapAreXmlThatReadersTake() throws Exception {
        int id = post("A & B <c>", "<p>x</p>", Map.of("teaser_manual", "Less \u0001 than <1>"));
        copy();
        HttpResponse<String> response = get("/blog/feed.xml");
        Document feed = xml(response);
        assertThat(feed.getDocumentElement().getAttribute("version")).isEqualTo("2.0");
        assertThat(feed.getElementsByTagName("title").item(1).getTextContent()).isEqualTo("A & B <c>");
        assertThat(feed.getElementsByTagName("link").item(1).getTextContent()).endsWith("/blog/a-b-c-" + id);
        assertThat(feed.getElementsByTagName("pubDate").getLength()).isOne();
        String etag = response.headers().firstValue("ETag").orElseThrow();
        assertThat(response.headers().firstValue("Last-Modified")).isPresent();
        assertThat(http.send(http.anonymous("/blog/feed.xml").header("If-None-Match", etag))
                        .statusCode())
                .isEqualTo(304);
        Document map = xml(get("/sitemap.xml"));
        assertThat(map.getElementsByTagName("loc").getLength()).isEqualTo(2);
        assertThat(map.getElementsByTagName("loc").item(1).getTextContent()).endsWith("/blog/a-b-c-" + id);
        assertThat(get("/blog").body()).contains("A &amp; B &lt;c&gt;");
    }

    @Test
    void beforeTheFirstCopyItSaysSo() {
        ProblemAssert.assertProblem(get("/api/blog/posts"), 503);
        assertThat(get("/blog").statusCode()).isEqualTo(503);
        assertThat(http.send(http.anonymous("/api/blog/posts").DELETE()).statusCode())
                .isEqualTo(405);
    }

    private int post(String name, String content, Map<String, Object> more) {
        Map<String, Object> values =
                new HashMap<>(Map.of("name", name, "blog_id", blog, "content", content, "is_published", true));
        values.putAll(more);
        return odoo.create("blog.post", values);
    }

    private int image(String name, String datas, boolean open) {
        return odoo.create("ir.attachment", Map.of("name", name, "datas", datas, "public", open));
    }

    private void copy() {
        for (String flow : List.of("blogs", "blog-tags", "blog-posts")) {
            runner.run(flow, RunMode.FULL, RunTrigger.COMMAND);
        }
    }

    private HttpResponse<String> get(String path) {
        return http.send(http.anonymous(path));
    }

    private JsonNode json(String path) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return HubHttp.json(response);
    }

    private static Document xml(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).isEqualTo(200);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(false);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(response.body().getBytes(StandardCharsets.UTF_8)));
    }
}
