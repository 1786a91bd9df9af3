package gateway;

import static hub.HubHttp.json;
import static hub.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who mean harm: commands, masses of fields, records and files of others, files that are not what they say. */
class GatewayAttackTest extends GatewayScene {
    private String asAcme;
    private String asWood;

    @BeforeEach
    void customers() {
        asAcme = client.customer(acme);
        asWood = client.customer(wood);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"order_line\":[[0,0,{\"product_id\":1}]]",
                "\"order_line\":[[5]]",
                "\"order_line\":[[1,1,{\"price_unit\":0}]]",
                "\"order_line\":[{\"product_id\":1,\"order_id\":1}]",
                "\"order_line\":[{\"id\":1,\"product_id\":1}]",
                "\"order_line\":{\"0\":[5]}",
                "\"order_line\":[{\"product_id\":[[6,0,[1]]]}]"
            })
    void commandsOfOdooAreNotTaken(String lines) {
        odoo.calls().clear();
        HttpResponse<String> answer =
                client.admin("POST", "/api/sale.order", "{\"partner_id\":" + acme + "," + lines + "}");
        assertProblem(answer, 422);
        assertThat(odoo.calls().count("sale.order", "create")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "partner_id|1",
                "create_uid|1",
                "privacy_visibility|\"followers\"",
                "active|false",
                "user_id|2",
                "message_follower_ids|[[0,0,{\"partner_id\":1}]]",
                "id|1",
                "__class__|1"
            })
    void fieldsThatAreNotAskedForAreNotSet(String field, String value) {
        int project = project(acme);
        String body = "{\"name\":\"T\",\"project_id\":%d,\"%s\":%s}".formatted(project, field, value);
        JsonNode problem = assertProblem(client.as(asAcme, "POST", "/api/project.task", body), 422);
        assertThat(problem.toString()).doesNotContain("__class__", "create_uid");
        assertThat(odoo.calls().count("project.task", "create")).isZero();
    }

    @Test
    void aCustomersTaskIsHersInAProjectOfHers() {
        int mine = project(acme);
        int theirs = project(wood);
        String body = "{\"name\":\"T\",\"project_id\":%s}";
        HttpResponse<String> done = client.as(asAcme, "POST", "/api/project.task", body.formatted(mine));
        assertThat(done.statusCode()).as(done.body()).isEqualTo(201);
        int task = json(done).path("data").path("id").asInt();
        assertThat(odoo.record("project.task", task)).containsEntry("partner_id", acme);
        JsonNode refused = assertProblem(client.as(asAcme, "POST", "/api/project.task", body.formatted(theirs)), 422);
        JsonNode nowhere = assertProblem(client.as(asAcme, "POST", "/api/project.task", body.formatted(99_999)), 422);
        assertThat(refused).as("what is another's is like what is not there").isEqualTo(nowhere);
        for (String name : new String[] {"Project of " + wood, "{first}"}) {
            assertProblem(client.as(asAcme, "POST", "/api/project.task", body.formatted("\"" + name + "\"")), 422);
        }
        assertThat(json(client.as(asAcme, "GET", "/api/project.task/" + task, null))
                        .path("data")
                        .path("name")
                        .asText())
                .isEqualTo("T");
        assertProblem(client.as(asWood, "GET", "/api/project.task/" + task, null), 404);
        assertThat(json(client.as(asWood, "GET", "/api/project.task", null))
                        .path("count")
                        .asInt())
                .isZero();
        assertProblem(client.as(asWood, "PUT", "/api/project.task/" + task, "{\"name\":\"X\"}"), 403);
    }

    @Test
    void aRegistrationIsCancelledByItsOwnerOnly() {
        int event = odoo.create("event.event", event());
        int other = odoo.create("event.registration", Map.of("event_id", event, "name", "A", "partner_id", acme));
        assertProblem(client.as(asWood, "POST", "/api/event.registration/" + other + "/action_cancel", null), 404);
        assertProblem(client.as(asAcme, "POST", "/api/event.registration/" + other + "/action_set_done", null), 403);
        assertProblem(client.as(asAcme, "POST", "/api/event.registration/" + other + "/unlink", null), 403);
        assertProblem(client.as(asAcme, "POST", "/api/event.registration/" + other + "/delete", null), 404);
        assertThat(client.as(asAcme, "POST", "/api/event.registration/" + other + "/action_cancel", null)
                        .statusCode())
                .isEqualTo(200);
        assertThat(odoo.record("event.registration", other)).containsEntry("state", "cancel");
    }

    @ParameterizedTest
    @CsvSource({
        "page.html,text/html,<html><script>alert(1)</script>",
        "picture.svg,image/svg+xml,<svg onload=alert(1)>",
        "picture.png,image/png,<svg onload=alert(1)>",
        "notes.txt,text/plain,  <!DOCTYPE html><b>",
        "feed.xml,application/xml,<?xml version='1.0'?>"
    })
    void filesThatABrowserMightRunAreNotTaken(String name, String type, String content) {
        JsonNode problem = assertProblem(
                client.as(asAcme, "POST", "/api/ir.attachment?name=" + name, content, "Content-Type", type), 422);
        assertThat(problem.path("errors").path(0).path("code").asText()).isEqualTo("file-type");
        String base64 = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
        assertProblem(
                client.as(
                        asAcme,
                        "POST",
                        "/api/ir.attachment",
                        "{\"name\":\"" + name + "\",\"datas\":\"" + base64 + "\",\"mimetype\":\"image/png\"}"),
                422);
        assertThat(odoo.calls().count("ir.attachment", "create")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "..%2F..%2Fetc%2Fpasswd,passwd.txt",
        "C:%5Cnotes.txt,notes.txt",
        "page.html,page.html.txt",
        "...hidden,hidden.txt",
        "a%22;filename=evil.exe,a;filename=evil.exe.txt",
        "a%0D%0ASet-Cookie:%20x=1.txt,aSet-Cookie x=1.txt",
        "%E2%80%AEtxt.exe,txt.exe.txt"
    })
    void namesOfFilesLeadNowhere(String given, String kept) {
        HttpResponse<String> taken = client.as(
                asAcme, "POST", "/api/ir.attachment?name=" + given, "plain words", "Content-Type", "text/plain");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        int id = json(taken).path("data").path("id").asInt();
        assertThat(odoo.record("ir.attachment", id).get("name")).isEqualTo(kept);
        HttpResponse<String> content =
                client.as(asAcme, "GET", "/api/ir.attachment/" + id + "/content?inline=true", null);
        assertThat(content.body()).isEqualTo("plain words");
        assertThat(content.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment;");
        assertThat(content.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(content.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("sandbox");
        assertThat(content.headers().firstValue("Set-Cookie").orElse("")).doesNotContain("x=1");
        assertProblem(client.as(asWood, "GET", "/api/ir.attachment/" + id + "/content", null), 404);
        assertProblem(client.as(null, "GET", "/api/ir.attachment/" + id + "/content", null), 401);
        assertProblem(client.as(asAcme, "DELETE", "/api/ir.attachment/" + id, null), 403);
    }

    @Test
    void filesBelongToRecordsThatTheCallerMayRead() {
        String file = "?name=a.txt&res_model=%s&res_id=%d";
        for (String wrong : new String[] {"ir.ui.view", "res.users.apikeys", "base.automation", ""}) {
            assertProblem(
                    client.admin(
                            "POST", "/api/ir.attachment" + file.formatted(wrong, 1), "x", "Content-Type", "text/plain"),
                    422);
        }
        HttpResponse<String> good = client.admin(
                "POST", "/api/ir.attachment" + file.formatted("res.partner", acme), "x", "Content-Type", "text/plain");
        assertThat(good.statusCode()).as(good.body()).isEqualTo(201);
        assertProblem(
                client.as(
                        asAcme,
                        "POST",
                        "/api/ir.attachment" + file.formatted("res.partner", wood),
                        "x",
                        "Content-Type",
                        "text/plain"),
                422);
        assertProblem(
                client.admin("POST", "/api/ir.attachment?name=a", "x", "Content-Type", "multipart/form-data"), 415);
        assertProblem(
                client.admin("POST", "/api/ir.attachment?name=a", "x".repeat(11 << 20), "Content-Type", "text/plain"),
                413);
    }

    private int project(int partner) {
        return odoo.create(
                "project.project",
                Map.of("name", "Project of " + partner, "partner_id", partner, "privacy_visibility", "portal"));
    }

    private static Map<String, Object> event() {
        return Map.of("name", "E", "date_begin", "2030-01-01 08:00:00", "date_end", "2030-01-01 09:00:00");
    }
}
