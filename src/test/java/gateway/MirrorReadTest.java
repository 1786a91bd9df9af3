package gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Odoo's records over REST are the same on every Odoo, from the copy or live. */
class MirrorReadTest extends MirrorReadScene {
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void everyReadGivesTheSameOnFourteenAndNineteen(boolean mirrored) {
        Map<String, JsonNode> nineteen = everything(mirrored);
        odoo.close();
        on(14);
        Map<String, JsonNode> fourteen = everything(mirrored);
        assertThat(fourteen).isEqualTo(nineteen).hasSize(6);
        JsonNode product = nineteen.get("products").path(0);
        assertThat(names(product))
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "default_code",
                        "barcode",
                        "list_price",
                        "standard_price",
                        "type",
                        "categ_id",
                        "uom_id",
                        "qty_available",
                        "virtual_available",
                        "description",
                        "active");
        assertThat(product.path("type").asText()).isEqualTo("product");
        assertThat(product.path("qty_available").asDouble()).isEqualTo(10);
        assertThat(product.path("description").asText()).isEqualTo("Solid & heavy");
        assertThat(product.path("categ_id").path(1).isTextual()).isTrue();
        JsonNode order = nineteen.get("manufacturing-orders").path(0);
        assertThat(names(order)).containsExactlyInAnyOrder(SeedFields.MANUFACTURING_ORDER);
        assertThat(order.path("date_planned_start").asText()).isEqualTo("2025-11-10 08:00:00");
        JsonNode partner = nineteen.get("partners").path(0);
        assertThat(names(partner))
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "email",
                        "phone",
                        "mobile",
                        "street",
                        "city",
                        "zip",
                        "country_id",
                        "is_company",
                        "vat",
                        "ref");
        assertThat(partner.path("mobile").isBoolean()).isTrue();
        JsonNode stock = nineteen.get("stock").path(0);
        assertThat(names(stock))
                .containsExactlyInAnyOrder(
                        "id",
                        "product_id",
                        "location_id",
                        "quantity",
                        "reserved_quantity",
                        "available_quantity",
                        "lot_id",
                        "package_id");
        assertThat(stock.path("available_quantity").asDouble()).isEqualTo(10);
        assertThat(stock.path("lot_id").isBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void theCopyAndOdooGiveTheSameForEveryQuestion(int version) {
        odoo.close();
        on(version);
        pullAll();
        List<String> questions = List.of(
                "/products?search=table&order=list_price%20desc",
                "/products?default_code=P-0002",
                "/products?fields=name,default_code&limit=2&offset=1",
                "/products?order=default_code%20desc,id&limit=3",
                "/products?active=false",
                "/manufacturing-orders?state=confirmed",
                "/manufacturing-orders?order=date_planned_start%20desc&limit=2",
                "/manufacturing-orders?order=date_deadline&fields=date_deadline,state",
                "/manufacturing-orders?order=date_deadline%20desc&fields=date_deadline",
                "/manufacturing-orders?product_id=2&total=true",
                "/manufacturing-orders?origin=SO%2F1",
                "/partners?is_company=true",
                "/partners?is_company=false&search=acm",
                "/partners?search=50%25",
                "/partners?after=3&limit=1",
                "/stock?product_id=1",
                "/stock?location_id=5&order=quantity%20desc&total=true");
        for (String question : questions) {
            JsonNode copy = get(question + "&max_age=3600");
            JsonNode live = get(question + "&live=true");
            assertThat(copy.path("live").asBoolean()).as(question).isFalse();
            assertThat(live.path("live").asBoolean()).as(question).isTrue();
            for (String member : List.of("data", "count", "next", "more", "total")) {
                assertThat(copy.path(member)).as(question + " " + member).isEqualTo(live.path(member));
            }
        }
        assertThat(get("/manufacturing-orders?product_id=2&total=true")
                        .path("total")
                        .asInt())
                .isEqualTo(3);
        assertThat(get("/manufacturing-orders?state=confirmed").path("count").asInt())
                .isEqualTo(2);
        assertThat(get("/partners?is_company=true&max_age=3600").path("count").asInt())
                .isPositive();
    }

    @Test
    void pagesByCursorMissNothing() {
        pullAll();
        for (String mode : List.of("max_age=3600", "live=true")) {
            int after = 0;
            int seen = 0;
            for (JsonNode page = get("/products?limit=2&" + mode);
                    ;
                    page = get("/products?limit=2&after=" + after + "&" + mode)) {
                seen += page.path("count").asInt();
                if (page.path("next").isNull()) {
                    break;
                }
                assertThat(page.path("next").asInt()).isGreaterThan(after);
                after = page.path("next").asInt();
            }
            assertThat(seen).isEqualTo(odoo.count("product.product") - 1);
        }
    }

    private Map<String, JsonNode> everything(boolean mirrored) {
        if (mirrored) {
            pullAll();
        }
        String how = mirrored ? "?max_age=3600" : "?live=true";
        Map<String, JsonNode> answers = new TreeMap<>();
        for (String path : List.of(
                "products", "products/1", "manufacturing-orders", "manufacturing-orders/1", "partners", "stock")) {
            JsonNode answer = get("/" + path + how);
            assertThat(answer.path("live").asBoolean()).isNotEqualTo(mirrored);
            // 14 makes a counterpart of each quant elsewhere, which takes an id.
            answer.path("data").forEach(record -> {
                if (path.equals("stock")) {
                    ((ObjectNode) record).put("id", 0);
                }
            });
            answers.put(path, answer.path("data"));
        }
        return answers;
    }

    private static List<String> names(JsonNode record) {
        Iterator<String> names = record.fieldNames();
        return IntStream.range(0, record.size()).mapToObj(i -> names.next()).toList();
    }
}
