package practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import practice.orm.Rights;

class PracticeErrorsTest {
    private PracticeOdoo odoo = PracticeOdoo.builder().start();
    private Client client = new Client(odoo);

    @AfterEach
    void stop() {
        odoo.close();
    }

    private void pose(int version) {
        odoo.close();
        odoo = PracticeOdoo.builder().version(version).start();
        client = new Client(odoo);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "res.nope/search | {} | 404 | werkzeug.exceptions.NotFound | the model 'res.nope' does not exist",
                "res.partner/frob | {} | 404 | werkzeug.exceptions.NotFound | The method 'res.partner.frob' does not exist",
                "res.partner/_x | {} | 403 | odoo.exceptions.AccessError | Private methods (such as 'res.partner._x') cannot be called remotely.",
                "res.partner/search_count | {} | 422 | werkzeug.exceptions.UnprocessableEntity | missing a required argument: 'domain'",
                "res.partner/search | {\"domain\":[],\"bogus\":1} | 422 | werkzeug.exceptions.UnprocessableEntity | got an unexpected keyword argument 'bogus'",
                "res.partner/search | {\"domain\":[],\"ids\":[1]} | 422 | werkzeug.exceptions.UnprocessableEntity | cannot call res.partner.search with ids",
                "res.partner/read | {\"ids\":[1],\"fields\":[\"mobile\"]} | 500 | builtins.ValueError | Invalid field 'mobile' on 'res.partner'",
                "res.partner/search | {\"domain\":[[\"nope\",\"=\",1]]} | 500 | builtins.ValueError | Invalid field res.partner.nope in condition ('nope', '=', 1)",
                "res.partner/search | {\"domain\":[],\"order\":\"nope\"} | 500 | builtins.ValueError | Invalid field 'nope' on model 'res.partner'",
                "res.partner/create | {\"vals_list\":{\"name\":\"x\",\"nope\":1}} | 500 | builtins.ValueError | Invalid field 'nope' in 'res.partner'",
                "res.partner/write | {\"ids\":[1],\"vals\":{\"nope\":1}} | 500 | builtins.KeyError | nope",
                "res.partner/create | {\"vals_list\":{\"email\":\"a@example.com\"}} | 422 | odoo.exceptions.ValidationError | The operation cannot be completed: Contacts require a name",
                "res.partner/search | {\"domain\":[[\"id\",\"=\",\"abc\"]]} | 500 | psycopg2.errors.InvalidTextRepresentation | invalid input syntax for type integer: \"abc\"",
                "hr.employee/create | {\"vals_list\":{}} | 500 | builtins.KeyError | name",
            })
    void json2TellsErrorsByStatusAndName(String call, String body, int status, String name, String message)
            throws IOException {
        HttpResponse<String> answer = client.json2(call, body);
        JsonNode error = Client.JSON.readTree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(error.get("name").asText()).isEqualTo(name);
        assertThat(error.get("message").asText()).startsWith(message);
        assertThat(error.get("debug").asText()).startsWith("Traceback (most recent call last):");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "19 | 0 | res.nope | search | [[]] | odoo.exceptions.UserError | Object res.nope doesn't exist",
                "14 | 200 | res.nope | search | [[]] | odoo.exceptions.UserError | Object res.nope doesn't exist",
                "19 | 0 | res.partner | frob | [] | builtins.AttributeError | The method 'res.partner.frob' does not exist",
                "14 | 200 | res.partner | frob | [] | builtins.AttributeError | type object 'res.partner' has no attribute 'frob'",
                "19 | 0 | res.partner | _x | [] | odoo.exceptions.AccessError | Private methods (such as 'res.partner._x')",
                "14 | 200 | res.partner | _x | [] | odoo.exceptions.AccessError | Private methods (such as _x) cannot",
                "14 | 200 | res.partner | read | [[1],['nope']] | builtins.ValueError | Invalid field 'nope' on model 'res.partner'",
                "14 | 200 | res.partner | search | [[['nope','=',1]]] | builtins.ValueError | Invalid field res.partner.nope in leaf ('nope', '=', 1)",
                "14 | 200 | res.partner | write | [[1],{'nope':1}] | builtins.ValueError | Invalid field 'nope' on model 'res.partner'",
                "19 | 0 | res.partner | search_count | [] | builtins.TypeError | BaseModel.search_count() missing 1 required positional argument: 'domain'",
                "14 | 200 | res.partner | search_count | [] | builtins.TypeError | search_count() missing 1 required positional argument: 'args'",
                "19 | 0 | res.partner | write | [[999],{'city':'x'}] | odoo.exceptions.MissingError | Record does not exist or has been deleted.",
                "14 | 200 | res.partner | write | [[999],{'city':'x'}] | odoo.exceptions.MissingError | One of the documents",
            })
    void jsonRpcAlwaysAnswers200(
            int version, int code, String model, String method, String args, String name, String message) {
        pose(version);
        JsonNode error = client.rpc(model, method, args, "{}").get("error");
        assertThat(error.get("code").asInt()).isEqualTo(code);
        assertThat(error.get("message").asText()).isEqualTo("Odoo Server Error");
        assertThat(error.get("data").get("name").asText()).isEqualTo(name);
        assertThat(error.get("data").get("message").asText()).startsWith(message);
    }

    @Test
    void wrongKeysAreRefusedInTheWayOfEachProtocol() throws IOException {
        HttpResponse<String> json2 =
                client.post("/json/2/res.partner/search", "application/json", "{}", "Authorization", "bearer wrong");
        assertThat(json2.statusCode()).isEqualTo(401);
        assertThat(json2.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(json2.body()).contains("Invalid apikey");
        JsonNode rpc = client.rpc(2, "wrong", "res.partner", "search", "[[]]", "{}")
                .get("error")
                .get("data");
        assertThat(rpc.get("name").asText()).isEqualTo("odoo.exceptions.AccessDenied");
        assertThat(client.service("common", "authenticate", "['practice','admin','wrong',{}]")
                        .get("result")
                        .asBoolean())
                .isFalse();
        assertThat(client.service("common", "authenticate", "['practice','admin','" + odoo.apiKey() + "',{}]")
                        .get("result")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void fiveRefusalsShutTheAddressOutForAMinute() {
        odoo.clock().set(Instant.parse("2026-03-01T10:00:00Z"));
        for (int i = 0; i < 5; i++) {
            assertThat(client.rpc(2, "wrong", "res.partner", "search", "[[]]", "{}")
                            .toString())
                    .contains("Access Denied");
        }
        assertThat(client.service("common", "authenticate", "['practice','admin','admin',{}]")
                        .get("result")
                        .asBoolean())
                .isFalse();
        assertThat(client.rpc(2, "admin", "res.partner", "search", "[[]]", "{}").toString())
                .contains("Too many login failures");
        odoo.clock().advance(Duration.ofSeconds(61));
        assertThat(client.service("common", "authenticate", "['practice','admin','admin',{}]")
                        .get("result")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void aUserWithoutRightsIsToldSo() throws IOException {
        String key = odoo.addUser(
                "clerk", "clerk", Rights.all().deny("hr.attendance").deny("hr.employee"));
        int employee = odoo.create("hr.employee", Map.of("name", "Emil", "barcode", "EMP1"));
        HttpResponse<String> refused = client.post(
                "/json/2/hr.attendance/create",
                "application/json",
                "{\"vals_list\":{}}",
                "Authorization",
                "bearer " + key);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains(
                        "You are not allowed to create 'Attendance' (hr.attendance) records.\\n\\nThis operation is allowed");
        HttpResponse<String> name = client.post(
                "/json/2/hr.employee/read",
                "application/json",
                "{\"ids\":[" + employee + "],\"fields\":[\"name\"]}",
                "Authorization",
                "bearer " + key);
        assertThat(name.body()).contains("Emil");
        HttpResponse<String> barcode = client.post(
                "/json/2/hr.employee/read",
                "application/json",
                "{\"ids\":[" + employee + "],\"fields\":[\"barcode\"]}",
                "Authorization",
                "bearer " + key);
        assertThat(barcode.statusCode()).isEqualTo(403);
        assertThat(barcode.body()).contains("are not available for employee public profiles");
    }

    @Test
    void unknownDatabasesArePages() throws IOException {
        HttpResponse<String> answer =
                client.post("/json/2/res.partner/search", "application/json", "{}", "X-Odoo-Database", "nodb");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("No database is selected");
        JsonNode rpc = client.service("object", "execute_kw", "['nodb',2,'admin','res.partner','search',[[]]]");
        assertThat(rpc.get("error").get("data").get("name").asText()).isEqualTo("psycopg2.OperationalError");
    }

    @Test
    void version14KnowsNoJson2() throws IOException {
        pose(14);
        assertThat(client.json2("res.partner/search", "{}").statusCode()).isEqualTo(404);
        assertThat(client.service("common", "version", "[]")
                        .get("result")
                        .get("server_version")
                        .asText())
                .isEqualTo("14.0");
        assertThat(client.rpc("res.partner", "action_archive", "[[3]]", "{}").has("result"))
                .isFalse();
    }
}
