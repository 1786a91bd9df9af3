package odoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** What {@code odoo:} promises of records on any Odoo: created, read, written, searched and deleted. */
abstract class OdooRecordsContract extends OdooColumnsContract {
    @Test
    void createsReadsWritesAndDeletes() {
        JsonNode ids = json(call("res.partner/create", Map.of("name", prefix + "one", "city", "Gent")));
        assertThat(ids.isArray()).isTrue();
        assertThat(ids).hasSize(1);

        JsonNode read = json(call("res.partner/read?fields=name,city", ids.toString()));
        assertThat(read).hasSize(1);
        assertThat(read.get(0).get("name").asText()).isEqualTo(prefix + "one");
        assertThat(read.get(0).get("city").asText()).isEqualTo("Gent");

        String write = "{\"ids\":" + ids + ",\"vals\":{\"city\":\"Brugge\"}}";
        assertThat(text(call("res.partner/write", write))).isEqualTo("true");
        assertThat(json(call("res.partner/read?fields=city", ids.toString()))
                        .get(0)
                        .get("city")
                        .asText())
                .isEqualTo("Brugge");
        byte[] byHeader = call("res.partner/write", "{\"city\":\"Leuven\"}", Map.of(OdooConstants.IDS, ids.toString()));
        assertThat(text(byHeader)).isEqualTo("true");

        assertThat(text(call("res.partner/unlink", ids.toString()))).isEqualTo("true");
        assertThat(text(call("res.partner/read?fields=city", ids.toString()))).isEqualTo("[]");
    }

    @Test
    void createsSeveralAtOnceAndSearchesThemInOrder() {
        List<Map<String, Object>> values = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            values.add(Map.of("name", prefix + "row " + i, "ref", "row-" + i));
        }
        long[] ids = Json.ids(call("res.partner/create", values));
        assertThat(ids).hasSize(7);

        Map<String, Object> domain = Map.of(OdooConstants.DOMAIN, List.of(List.of("name", "like", prefix + "row %")));
        assertThat(Json.ids(call("res.partner/search?order=id", null, domain))).containsExactly(ids);
        assertThat(Json.ids(call("res.partner/search?order=id desc&limit=2&offset=1", null, domain)))
                .containsExactly(ids[5], ids[4]);
        assertThat(text(call("res.partner/search_count", null, domain))).isEqualTo("7");
        JsonNode records = json(call("res.partner/search_read?fields=ref&order=id&limit=3", null, domain));
        assertThat(records.findValuesAsText("ref")).containsExactly("row-0", "row-1", "row-2");
        assertThat(records.get(0).get("id").asLong()).isEqualTo(ids[0]);
    }

    @Test
    void takesDomainsFromTheUri() {
        String domain = "[[\"id\",\"in\",[1,3]],\"|\",[\"active\",\"=\",true],[\"active\",\"=\",false]]";
        long[] ids = Json.ids(call("res.partner/search?order=id&domain=" + raw(domain), null));
        assertThat(ids).containsExactly(1, 3);
    }

    @Test
    void deliversMany2oneAsPairOrBareIdAndNothingAsFalse() {
        long parent = Json.ids(call("res.partner/create", Map.of("name", prefix + "parent", "is_company", true)))[0];
        long child = Json.ids(call("res.partner/create", Map.of("name", prefix + "child", "parent_id", parent)))[0];

        JsonNode pair = json(call("res.partner/read?fields=parent_id,email,vat,child_ids", new long[] {child}))
                .get(0);
        assertThat(pair.get("parent_id").get(0).asLong()).isEqualTo(parent);
        assertThat(pair.get("parent_id").get(1).asText()).isEqualTo(prefix + "parent");
        assertThat(pair.get("email").isBoolean()).isTrue();
        assertThat(pair.get("email").asBoolean()).isFalse();
        assertThat(pair.get("child_ids")).isEmpty();

        JsonNode bare = json(call("res.partner/read?fields=parent_id&load=", List.of(child)))
                .get(0);
        assertThat(bare.get("parent_id").isIntegralNumber()).isTrue();
        assertThat(bare.get("parent_id").asLong()).isEqualTo(parent);
    }

    @Test
    void keepsTextAsItIs() {
        String name = prefix + "é \uD83D\uDE00 שלום <b>&amp;</b> \"q\" \\ 日本\tx";
        long[] ids = Json.ids(call("res.partner/create", Map.of("name", name, "street", "two\nlines")));
        JsonNode record = json(call("res.partner/read?fields=name,street", ids)).get(0);
        assertThat(record.get("name").asText()).isEqualTo(name);
        assertThat(record.get("street").asText()).isEqualTo("two\nlines");
    }

    @Test
    void readsInPagesInTheOrderOfTheIds() {
        List<Map<String, Object>> values = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            values.add(Map.of("name", prefix + "page " + i));
        }
        call("res.partner/create", values);
        Map<String, Object> domain = Map.of(OdooConstants.DOMAIN, List.of(List.of("name", "like", prefix + "page %")));
        long[] ids = Json.ids(call("res.partner/search?order=id desc", null, domain));
        Exchange exchange =
                template.request("odoo:res.partner/read?fields=name&load=&pageSize=5&parallel=2", e -> e.getMessage()
                        .setBody(Json.text(ids)));
        OdooPages pages = exchange.getMessage().getBody(OdooPages.class);
        assertThat(pages.getTotal()).isEqualTo(23);
        assertThat(pages.getCount()).isEqualTo(5);
        List<Long> read = new ArrayList<>();
        for (OdooPage page : pages) {
            json(page.getRecords()).forEach(record -> read.add(record.get("id").asLong()));
            assertThat(page.getLastId()).isEqualTo(read.get(read.size() - 1));
        }
        assertThat(read.stream().mapToLong(Long::longValue).toArray()).containsExactly(ids);
    }

    @Test
    void resolvesFieldListsForThisVersion() {
        long[] ids = Json.ids(call("res.partner/create", Map.of("name", prefix + "fields")));
        JsonNode record = json(call(
                        "res.partner/read?fields=" + raw("title_of_old|display_name,no_such_field?,name"), ids))
                .get(0);
        assertThat(record.get("title_of_old").asText()).isEqualTo(prefix + "fields");
        assertThat(record.has("display_name")).isFalse();
        assertThat(record.has("no_such_field")).isFalse();
        assertThat(record.get("name").asText()).isEqualTo(prefix + "fields");
    }
}
