package gateway;

import static hub.HubHttp.json;
import static hub.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sync.RunMode;
import sync.RunTrigger;

/** How old a read may be: from the copy or live, honest about which, and not sent again to whoever has it. */
class MirrorFreshnessTest extends MirrorReadScene {
    private static final List<String> RESOURCES = List.of("products", "manufacturing-orders", "partners", "stock");

    @Test
    void aFreshCopyAsksOdooNothingAndAnOldOneDoes() {
        pullAll();
        odoo.calls().clear();
        for (String resource : RESOURCES) {
            assertThat(get("/" + resource).path("live").asBoolean()).isFalse();
        }
        assertThat(odoo.calls().count()).isZero();
        assertThat(get("/products?max_age=0").path("live").asBoolean()).isTrue();
        age("5 minutes");
        for (String resource : RESOURCES) {
            assertThat(get("/" + resource).path("live").asBoolean()).isTrue();
            assertThat(get("/" + resource + "?max_age=600").path("live").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void withOdooAwayOldRecordsComeWithAWarningAndLiveIsRefused() {
        pullAll();
        age("5 minutes");
        odoo.down();
        for (String resource : RESOURCES) {
            var stale = http.get("/api/odoo/" + resource);
            assertThat(stale.statusCode()).as(stale.body()).isEqualTo(200);
            assertThat(stale.headers().firstValue("Warning").orElse(""))
                    .startsWith("111 odoo-hub \"Odoo cannot be reached");
            assertThat(stale.headers().firstValueAsLong("Age").orElse(0)).isBetween(300L, 400L);
            assertThat(json(stale).path("live").asBoolean()).isFalse();
            assertThat(json(stale).path("count").asInt()).isPositive();
            var live = http.get("/api/odoo/" + resource + "?live=true");
            assertProblem(live, 503);
            assertThat(live.headers().firstValue("Retry-After")).isPresent();
            assertThat(live.body()).doesNotContain(odoo.url(), "127.0.0.1", "Traceback");
        }
        assertThat(json(http.get("/api/odoo/products/1"))
                        .path("data")
                        .path("name")
                        .asText())
                .isNotEmpty();
        assertProblem(http.get("/api/odoo/products/999"), 503);
        assertProblem(http.get("/api/odoo/test"), 503);
        assertProblem(http.get("/api/odoo/version"), 503);
        database.sql("TRUNCATE mirror").update();
        database.sql("DELETE FROM sync_flow").update();
        assertProblem(http.get("/api/odoo/stock"), 503);
    }

    @Test
    void whatAClientHasIsNotSentAgain() {
        pullAll();
        var first = http.get("/api/odoo/products");
        String etag = first.headers().firstValue("ETag").orElseThrow();
        var again = http.send(http.admin("/api/odoo/products").header("If-None-Match", "\"x\", " + etag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(etag);
        var live = http.send(http.admin("/api/odoo/products?live=true").header("If-None-Match", etag));
        assertThat(live.statusCode()).isEqualTo(304);
        String copied = etag("/api/odoo/manufacturing-orders/1");
        assertThat(etag("/api/odoo/manufacturing-orders/1?live=true"))
                .isEqualTo(copied)
                .matches("W/\"[0-9a-f]{32}\"");
        assertThat(etag("/api/odoo/manufacturing-orders/1?fields=name")).isNotEqualTo(copied);
        odoo.write("product.product", 1, Map.of("barcode", "changed"));
        runner.run("catalog", RunMode.INCREMENTAL, RunTrigger.COMMAND);
        var changed = http.send(http.admin("/api/odoo/products").header("If-None-Match", etag));
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(etag);
    }

    @Test
    void answersAreCompressedForWhoAsks() {
        for (int i = 0; i < 40; i++) {
            odoo.create("product.product", Map.of("name", "One of many, number " + i));
        }
        pullAll();
        var response = http.send(http.admin("/api/odoo/products").header("Accept-Encoding", "gzip"));
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(http.get("/api/odoo/products").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void anOrderThatIsNewerThanTheCopyIsFound() {
        pullAll();
        int id = order(Map.of("origin", "just now"));
        JsonNode found = get("/manufacturing-orders/" + id);
        assertThat(found.path("live").asBoolean()).isTrue();
        assertThat(found.path("data").path("origin").asText()).isEqualTo("just now");
    }

    @Test
    void aMovementOfStockIsSeenAlthoughTheProductIsNotStamped() {
        runner.run("catalog", RunMode.INCREMENTAL, RunTrigger.COMMAND);
        database.sql("UPDATE sync_flow SET watermark = watermark + interval '1 hour'")
                .update();
        odoo.clock().advance(java.time.Duration.ofHours(2));
        int quant = odoo.ids("stock.quant").get(0);
        odoo.write("stock.quant", quant, Map.of("quantity", 3.0));
        odoo.calls().clear();
        assertThat(runner.run("catalog", RunMode.INCREMENTAL, RunTrigger.COMMAND)
                        .getFigures()
                        .updated())
                .isEqualTo(1);
        assertThat(odoo.calls().count()).isEqualTo(2);
        assertThat(get("/products/1?max_age=86400")
                        .path("data")
                        .path("qty_available")
                        .asDouble())
                .isEqualTo(3);
    }

    private String etag(String path) {
        return http.get(path).headers().firstValue("ETag").orElseThrow();
    }

    /** As if the copies had last been brought up to date so long ago. */
    private void age(String by) {
        database.sql("UPDATE sync_flow SET watermark = watermark - ?::interval")
                .param(by)
                .update();
    }
}
