package connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import practice.orm.Rights;

/** Employees pulled through the saved connection, or with credentials for one call. */
class OdooConfigPullTest extends OdooConfigScene {
    @Test
    void employeesArePulledAndTheLogSaysSo() {
        http.post(CONFIG, body(Map.of()));
        int before = odoo.count("hr.employee");
        for (int i = 0; i < 5; i++) {
            odoo.create("hr.employee", Map.of("name", "Employee " + i, "barcode", "EMP00" + i));
        }
        int all = before + 5;
        JsonNode first = HubHttp.json(http.post(PULL, "{\"limit\": 3}"));
        assertThat(first.path("total").asInt()).as(first.toString()).isEqualTo(3);
        assertThat(first.path("more").asBoolean()).isTrue();
        JsonNode second = HubHttp.json(http.post(PULL, ""));
        assertThat(second.path("more").asBoolean()).isFalse();
        assertThat(second.path("errors").isNull()).isTrue();
        assertThat(first.path("added").asInt() + second.path("added").asInt()).isEqualTo(all);
        assertThat(database.sql("SELECT count(*) FROM persons WHERE person_id LIKE 'EMP00%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(5);
        assertThat(second.path("message").asText()).matches("Synced [0-9]+ employees from Odoo");

        JsonNode logs = HubHttp.json(http.get("/api/v1/logs?category=odoo_sync&limit=20"))
                .path("data");
        assertThat(logs.path(1).path("message").asText()).isEqualTo("Synced employees from Odoo: 3 added, 0 updated");
        JsonNode status = HubHttp.json(http.get("/api/v1/sync/status")).at("/data/odoo");
        assertThat(status.path("configured").asBoolean()).isTrue();
        assertThat(status.path("url").asText()).isEqualTo(odoo.url());
        assertThat(status.path("last_sync_message").asText())
                .isEqualTo(logs.path(0).path("message").asText());
        assertThat(status.path("last_sync").asText()).isNotEmpty();
    }

    @Test
    void aPullFindsEveryChangeDeletedEmployeesIncluded() {
        http.post(CONFIG, body(Map.of()));
        int department = odoo.create("hr.department", Map.of("name", "Assembly"));
        odoo.create("hr.employee", Map.of("name", "Ada", "barcode", "EMP1", "department_id", department));
        int gone = odoo.create("hr.employee", Map.of("name", "Ben", "barcode", "EMP2"));
        http.post(PULL, "");
        odoo.write("hr.department", department, Map.of("name", "Works"));
        odoo.unlink("hr.employee", gone);
        JsonNode again = HubHttp.json(http.post(PULL, "{}"));
        assertThat(again.path("updated").asInt()).as(again.toString()).isEqualTo(1);
        assertThat(again.path("total").asInt()).isEqualTo(odoo.count("hr.employee"));
        assertThat(database.sql("SELECT person_id || ' ' || odoo_status || ' ' || coalesce(department, '')"
                                + " FROM persons WHERE person_id LIKE 'EMP%' ORDER BY 1")
                        .query(String.class)
                        .list())
                .containsExactly("EMP1 linked Works", "EMP2 deleted ");
    }

    @Test
    void pullsWithALimitOrCredentialsGoOnBehindEachOtherAndOneWithoutReadsAll() {
        http.post(CONFIG, body(Map.of()));
        for (int i = 0; i < 8; i++) {
            odoo.create("hr.employee", Map.of("name", "Employee " + i, "barcode", "EMP00" + i));
        }
        int all = odoo.count("hr.employee");
        for (int i = 0; i < 2; i++) {
            JsonNode some = HubHttp.json(http.post(PULL, "{\"limit\": 3}"));
            assertThat(some.path("added").asInt()).as(some.toString()).isEqualTo(3);
            assertThat(some.path("total").asInt()).isEqualTo(3);
            assertThat(some.path("more").asBoolean()).isTrue();
        }
        JsonNode rest = HubHttp.json(http.post(PULL, body(Map.of())));
        assertThat(rest.path("total").asInt()).as(rest.toString()).isEqualTo(all - 6);
        assertThat(rest.path("more").asBoolean()).isFalse();
        HubHttp.json(http.post(PULL, "{\"limit\": 3}"));
        JsonNode again = HubHttp.json(http.post(PULL, ""));
        assertThat(again.path("total").asInt()).as(again.toString()).isEqualTo(all);
        assertThat(again.path("added").asInt()).isZero();
    }

    @Test
    void credentialsInAPullAreForThatCallAndForTheSameOdoo() {
        http.post(CONFIG, body(Map.of()));
        odoo.create("hr.employee", Map.of("name", "Once", "barcode", "ONCE1"));
        HttpResponse<String> other =
                http.post(PULL, body(Map.of("url", environment.url(), "db", environment.database())));
        assertRefused(other, 409, "another_odoo", "/url");
        assertRefused(http.post(PULL, body(Map.of("password", "guess"))), 422, "refused", "/password");
        String key = odoo.addUser("other", "other", Rights.all());
        odoo.calls().clear();
        JsonNode pulled = HubHttp.json(http.post(PULL, body(Map.of("username", "other", "password", key))));
        assertThat(pulled.path("success").asBoolean()).as(pulled.toString()).isTrue();
        assertThat(database.sql("SELECT count(*) FROM persons WHERE person_id = 'ONCE1'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(saved()).as("still the one").isEqualTo(1);
        assertThat(connections.get("default").secret().reveal()).isEqualTo(odoo.apiKey());
    }
}
