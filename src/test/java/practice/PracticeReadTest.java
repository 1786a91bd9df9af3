package practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import practice.data.PracticeData;

class PracticeReadTest {
    private static PracticeOdoo odoo;
    private static Client client;

    @BeforeAll
    static void start() {
        odoo = PracticeOdoo.builder().seed(PracticeData.seedOne()).start();
        client = new Client(odoo);
    }

    @AfterAll
    static void stop() {
        odoo.close();
    }

    @Test
    void seedOneHasTheProportionsOfTheFirstCustomer() {
        String customers = "['email','!=',false],['parent_id','=',false]";
        assertThat(count("[]")).isEqualTo(468);
        assertThat(count("[" + customers + "]")).isEqualTo(352);
        assertThat(count("[" + customers + ",['is_company','=',true]]")).isEqualTo(307);
        assertThat(count("['|',['email','=',false],['parent_id','!=',false]]")).isEqualTo(116);
        assertThat(odoo.ids("res.partner").stream()
                        .filter(id ->
                                String.valueOf(odoo.record("res.partner", id).get("phone"))
                                                .length()
                                        > 40))
                .hasSize(4);
    }

    @Test
    void relationsAreReadAsPairsOrAsBareIds() {
        JsonNode pair = client.call("res.partner/read", "{'ids':[1],'fields':['state_id','parent_id']}")
                .get(0);
        assertThat(pair.toString()).isEqualTo("{\"id\":1,\"state_id\":[13,\"California (US)\"],\"parent_id\":false}");
        JsonNode bare = client.call("res.partner/read", "{'ids':[1],'fields':['state_id'],'load':''}")
                .get(0);
        assertThat(bare.toString()).isEqualTo("{\"id\":1,\"state_id\":13}");
    }

    @Test
    void jsonRpcAnswersTheSameRecords() {
        JsonNode byId = client.rpc("res.partner", "read", "[[1],['name','country_id']]", "{}")
                .get("result");
        assertThat(byId).isEqualTo(client.call("res.partner/read", "{'ids':[1],'fields':['name','country_id']}"));
        assertThat(client.rpc("res.partner", "search", "[[['id','<',4]]]", "{'order':'id desc'}")
                        .get("result")
                        .toString())
                .isEqualTo("[3,1]");
    }

    @Test
    void archivedRecordsAreSeenOnlyWhenAskedFor() {
        int id = odoo.create("res.country.state", Map.of("name", "Nowhere", "code", "NW", "country_id", 20));
        assertThat(odoo.record("res.country.state", id)).containsEntry("display_name", "Nowhere (BE)");
        int partner =
                odoo.create("res.partner", Map.of("name", "Archived", "email", "", "active", false, "ref", "GONE"));
        assertThat(count("[['ref','=','GONE']]")).isZero();
        assertThat(count("[['ref','=','GONE'],['active','=',false]]")).isEqualTo(1);
        assertThat(client.call("res.partner/search", "{'domain':[['ref','=','GONE']],'context':{'active_test':false}}")
                        .toString())
                .isEqualTo("[" + partner + "]");
        odoo.unlink("res.partner", partner);
    }

    @Test
    void fieldsGetSaysWhatTheVersionHas() {
        JsonNode fields = client.call("res.partner/fields_get", "{'attributes':['type','relation','store']}");
        assertThat(fields.has("mobile")).isFalse();
        assertThat(fields.get("complete_name").toString()).isEqualTo("{\"store\":true,\"type\":\"char\"}");
        assertThat(fields.get("state_id").get("relation").asText()).isEqualTo("res.country.state");
        assertThat(fields.get("company_type").get("store").asBoolean()).isFalse();
    }

    private static int count(String domain) {
        return client.call("res.partner/search_count", "{'domain':" + domain + "}")
                .asInt();
    }
}
