package flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import practice.PracticeOdoo;
import practice.data.PracticeData;
import sync.RunFigures;
import sync.RunMode;
import sync.RunTrigger;

/** Flows into the mirror: one form on every Odoo, and next to no calls while nothing changes. */
class MirrorTest extends FlowTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORDERS = "mrp.production";

    private int product;

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void anOrderIsStoredInTheSameFormOnEveryOdoo(int version) throws Exception {
        on(version);
        int id = order(Map.of("product_qty", 7, "date_deadline", "2025-11-15 17:00:00", "origin", "SO/00123"));
        RunFigures figures = pull("manufacturing-orders");
        assertThat(figures.created()).isEqualTo(1);
        JsonNode data = data(ORDERS, id);
        assertThat(data.path("name").asText()).isEqualTo("WH/MO/00001");
        assertThat(data.path("product_id")).isEqualTo(JSON.readTree("[" + product + ", \"[P-0001] Table, oak\"]"));
        assertThat(data.path("product_qty").asDouble()).isEqualTo(7);
        assertThat(data.path("state").asText()).isEqualTo("draft");
        assertThat(data.path("date_planned_start").asText()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(data.path("date_deadline").asText()).isEqualTo("2025-11-15 17:00:00");
        assertThat(data.path("qty_produced").isNumber()).isTrue();
        assertThat(data.has("date_start")).isFalse();
        assertThat(data.path("date_planned_finished").isBoolean()).isTrue();
    }

    @Test
    void nothingChangedCostsOneCallHoweverManyOrdersThereAre() {
        on(19);
        List<Map<String, Object>> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(Map.of("product_id", product, "product_qty", 1, "state", "confirmed"));
        }
        odoo.createAll(ORDERS, many);
        assertThat(pull("manufacturing-orders").created()).isEqualTo(10_000);
        jdbc.sql("UPDATE sync_flow SET watermark = watermark + interval '1 hour' WHERE flow = 'manufacturing-orders'")
                .update();
        odoo.calls().clear();
        RunFigures figures = pull("manufacturing-orders");
        assertThat(odoo.calls().count()).isEqualTo(1);
        assertThat(figures.read() + figures.updated() + figures.marked()).isZero();
    }

    /** PostgreSQL starts a function anew for each record when the function says IMMUTABLE and what it calls is not. */
    @ParameterizedTest
    @ValueSource(strings = {"mirror_shape('product.product', e)", "mirror_plain(e)"})
    void theFormOfARecordIsMadeWithinTheStatementThatAsksForIt(String call) {
        String plan = String.join(
                "\n",
                jdbc.sql("EXPLAIN VERBOSE SELECT " + call + " FROM jsonb_array_elements('[{}]') e")
                        .query(String.class)
                        .list());
        assertThat(plan).contains("jsonb_array_elements").doesNotContain("mirror_");
    }

    @Test
    void aChangeADeletionAndAReturnAreFollowed() {
        on(19);
        int kept = order(Map.of());
        int dropped = order(Map.of());
        pull("manufacturing-orders");
        odoo.write(ORDERS, kept, Map.of("state", "progress"));
        odoo.unlink(ORDERS, dropped);
        assertThat(pull("manufacturing-orders").updated()).isEqualTo(1);
        assertThat(data(ORDERS, kept).path("state").asText()).isEqualTo("progress");
        assertThat(deleted(dropped)).isFalse();
        RunFigures full = run("manufacturing-orders", RunMode.FULL);
        assertThat(full.marked()).isEqualTo(1);
        assertThat(deleted(dropped)).isTrue();
        assertThat(deleted(kept)).isFalse();
        assertThat(run("manufacturing-orders", RunMode.FULL).marked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void productsAreAViewWithWhatAPortalKnowsThemBy(int version) {
        on(version);
        int plain = odoo.create("product.product", Map.of("name", "Plain"));
        int dropped = odoo.create("product.product", Map.of("name", "Dropped"));
        pull("catalog");
        odoo.unlink("product.product", dropped);
        run("catalog", RunMode.FULL);
        List<Map<String, Object>> rows =
                jdbc.sql("SELECT * FROM products ORDER BY odoo_id").query().listOfRows();
        assertThat(rows).hasSize(4);
        assertThat(rows.get(0))
                .containsEntry("odoo_id", (long) product)
                .containsEntry("name", "Table, oak")
                .containsEntry("reference", "P-0001")
                .containsEntry(
                        "unit",
                        data("product.product", product).path("uom_id").path(1).asText())
                .containsEntry("active", true);
        assertThat(((Number) rows.get(0).get("qty_available")).doubleValue())
                .isEqualTo(
                        data("product.product", product).path("qty_available").asDouble());
        assertThat(rows.get(0).get("last_synced"))
                .isEqualTo(jdbc.sql("SELECT watermark FROM sync_flow WHERE flow = 'catalog'")
                        .query()
                        .singleValue());
        assertThat(rows.get(3)).containsEntry("odoo_id", (long) plain).containsEntry("reference", null);
    }

    @Test
    void aPageThatIsOlderThanTheRowChangesNothing() {
        on(19);
        int id = order(Map.of());
        pull("manufacturing-orders");
        jdbc.sql(
                        "UPDATE mirror SET data = data || '{\"state\": \"done\"}', write_date = write_date + interval '5 seconds'")
                .update();
        assertThat(pull("manufacturing-orders").updated()).isZero();
        assertThat(data(ORDERS, id).path("state").asText()).isEqualTo("done");
        assertThat(run("manufacturing-orders", RunMode.FULL).updated()).isEqualTo(1);
        assertThat(data(ORDERS, id).path("state").asText()).isEqualTo("draft");
    }

    @Test
    void aNameThatPostgresCannotHoldDoesNotStopTheOthers() {
        on(19);
        int odd = order(Map.of("origin", "half \ud83d of a letter"));
        int good = order(Map.of("origin", "a \\u0000 that is none"));
        pull("manufacturing-orders");
        assertThat(data(ORDERS, good).path("origin").asText()).isEqualTo("a \\u0000 that is none");
        assertThat(openRejects().size() + (data(ORDERS, odd) == null ? 0 : 1)).isEqualTo(1);
    }

    private void on(int version) {
        odoo.close();
        odoo = PracticeOdoo.builder().version(version).empty().start();
        signInWith(odoo.apiKey());
        odoo.seed(PracticeData.products(3));
        product = odoo.ids("product.product").get(0);
    }

    private int order(Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of("product_id", product, "product_uom_id", 1));
        values.putAll(more);
        return odoo.create(ORDERS, values);
    }

    private RunFigures pull(String flow) {
        return run(flow, RunMode.INCREMENTAL);
    }

    private RunFigures run(String flow, RunMode mode) {
        return runner.run(flow, mode, RunTrigger.COMMAND).getFigures();
    }

    private JsonNode data(String model, int id) {
        return jdbc.sql("SELECT data::text FROM mirror WHERE connection = 'default' AND model = ? AND odoo_id = ?")
                .params(model, id)
                .query((row, number) -> tree(row.getString(1)))
                .optional()
                .orElse(null);
    }

    private boolean deleted(int id) {
        return jdbc.sql("SELECT deleted FROM mirror WHERE model = ? AND odoo_id = ?")
                .params(ORDERS, id)
                .query(Boolean.class)
                .single();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (java.io.IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
