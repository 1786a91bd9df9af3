package gateway;

import static hub.HubHttp.json;
import static hub.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import accounts.ApiKeys;
import accounts.users.Role;
import accounts.users.UserAdministration;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import routes.FlowRunner;
import sync.RunMode;
import sync.RunTrigger;

/** Odoo's models over REST: what each caller may see and change, and what nobody may. */
class GatewayTest extends GatewayScene {
    private static final String PASSWORD = "seventeen green umbrellas";

    @Autowired
    FlowRunner runner;

    @Autowired
    ApiKeys keys;

    @Autowired
    UserAdministration users;

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void aModelIsThereUnderItsNameAndItsAliasWithTheSameFieldsOnEveryOdoo(int version) {
        odoo.close();
        on(version);
        JsonNode product = get("/api/product.product?limit=1").path("data").path(0);
        assertThat(names(product))
                .contains("id", "name", "type", "rental", "list_price", "standard_price")
                .doesNotContain("is_storable", "qty_available");
        assertThat(product.path("type").asText()).isEqualTo("product");
        assertThat(product.path("rental").isBoolean()).isTrue();
        int id = product.path("id").asInt();
        JsonNode same = get("/api/stock/product/" + id);
        assertThat(same.path("data")).isEqualTo(product);
        assertThat(get("/api/records/product.product/" + id).path("data")).isEqualTo(product);
        JsonNode partner = get("/api/res.partner/" + acme).path("data");
        assertThat(names(partner)).contains("name", "email", "phone", "mobile", "street", "city", "country_id");
        assertThat(partner.path("mobile").isBoolean()).isTrue();
    }

    @Test
    void filtersComeInTheWordsOfThePolicyAndMeanTheSameFromTheCopyAndLive() {
        runner.run("partners", RunMode.FULL, RunTrigger.COMMAND);
        for (String question : List.of(
                "?email=acme@example.com&fields=name,email",
                "?id.in=" + acme + "," + wood + "&fields=name&order=name%20desc",
                "?name.gte=B&fields=name&search=o",
                "?is_company=true&fields=name&total=true",
                "?email.ne=acme@example.com&fields=name")) {
            JsonNode copy = get("/api/res.partner" + question + "&max_age=3600");
            JsonNode live = get("/api/res.partner" + question + "&live=true");
            assertThat(copy.path("live").asBoolean()).as(question).isFalse();
            assertThat(live.path("live").asBoolean()).as(question).isTrue();
            for (String member : List.of("data", "count", "next", "more", "total")) {
                assertThat(copy.path(member)).as(question + " " + member).isEqualTo(live.path(member));
            }
        }
        assertThat(get("/api/res.partner?email=acme@example.com&max_age=3600")
                        .path("count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void whatWasWrittenIsReadAtOnceAndTheCopyFollows() {
        runner.run("partners", RunMode.FULL, RunTrigger.COMMAND);
        String path = "/api/res.partner/" + acme;
        for (String name : List.of("Acme and sons", "Acme and daughters")) {
            assertThat(client.admin("PATCH", path, "{\"name\":\"" + name + "\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(path + "?fields=name&max_age=3600").path("data").path("name"))
                    .as("the client's own write")
                    .hasToString("\"" + name + "\"");
        }
        await().untilAsserted(() -> {
            JsonNode copy = get(path + "?fields=name&max_age=3600");
            assertThat(copy.path("live").asBoolean()).isFalse();
            assertThat(copy.path("data").path("name").asText()).isEqualTo("Acme and daughters");
        });
    }

    @Test
    void whatTheCopyKnowsIsAnsweredWhileOdooIsAway() {
        runner.run("partners", RunMode.FULL, RunTrigger.COMMAND);
        odoo.down();
        HttpResponse<String> answer =
                client.admin("GET", "/api/res.partner/" + acme + "?fields=name,email&max_age=0", null);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Warning").orElse("")).contains("111", "cannot be reached");
        assertProblem(client.admin("GET", "/api/res.partner/" + acme + "?fields=name&live=true", null), 503);
        assertProblem(client.admin("POST", "/api/res.partner", "{\"name\":\"N\",\"email\":\"n@example.com\"}"), 503);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/ir.config_parameter,404",
        "GET,/api/ir.rule/1,404",
        "GET,/api/res.groups,404",
        "GET,/api/res.users.apikeys,404",
        "GET,/api/res.partner?fields=name%2Csignup_token,400",
        "GET,/api/res.partner?order=credit_limit,400",
        "GET,/api/res.partner?user_ids.password=x,400",
        "GET,/api/res.partner?domain=%5B%5D,400",
        "GET,/api/res.partner?parent_id.name.like=%25,400",
        "GET,/api/res.partner?is_company=maybe,400",
        "GET,/api/res.partner?id.in=1%2C2%29,400",
        "GET,/api/res.partner/0,400",
        "GET,/api/res.partner/1%20or%201=1,400",
        "DELETE,/api/stock.quant/1,403",
        "GET,/api/helpdesk.ticket,501",
        "GET,/api/nothing/at/all,404"
    })
    void whatThePolicyDoesNotOpenIsClosed(String method, String path, int status) {
        assertProblem(client.admin(method, path, null), status);
    }

    @Test
    void theModuleThatIsMissingIsNamed() {
        assertThat(assertProblem(client.admin("GET", "/api/helpdesk.ticket", null), 501)
                        .path("detail")
                        .asText())
                .contains("module helpdesk");
        assertThat(assertProblem(client.admin("POST", "/api/helpdesk.ticket", "{\"name\":\"Broken\"}"), 501)
                        .path("detail")
                        .asText())
                .contains("module helpdesk");
    }

    @Test
    void everyFaultIsNamedAtOnceAndOdooIsNotAskedToCreate() {
        odoo.calls().clear();
        JsonNode problem = assertProblem(
                client.admin(
                        "POST",
                        "/api/res.partner",
                        "{\"name\":\"\",\"credit_limit\":5,\"id\":7,\"is_company\":\"yes\",\"country_id\":[[6,0,[1]]],\"type\":\"king\"}"),
                422);
        assertThat(StreamSupport.stream(problem.path("errors").spliterator(), false)
                        .map(fault -> fault.path("field").asText() + " "
                                + fault.path("code").asText()))
                .containsExactlyInAnyOrder(
                        "/name required",
                        "/email required",
                        "body unknown-field",
                        "/id read-only",
                        "/is_company type",
                        "/country_id reference",
                        "/type choice");
        assertThat(odoo.calls().toString()).doesNotContain("create");
    }

    @Test
    void aRecordIsCreatedChangedComparedAndDeleted() {
        HttpResponse<String> created = client.admin(
                "POST",
                "/api/res.partner",
                "{\"name\":\"New One\",\"email\":\"new@example.com\",\"country_id\":\"base.be\",\"mobile\":\"+32 1\"}",
                "Prefer",
                "return=representation");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        int id = json(created).path("data").path("id").asInt();
        assertThat(created.headers().firstValue("Location")).contains("/api/res.partner/" + id);
        assertThat(json(created).path("data").path("country_id").path(1).asText())
                .isEqualTo("Belgium");
        HttpResponse<String> read = client.admin("GET", "/api/res.partner/" + id, null);
        String etag = read.headers().firstValue("ETag").orElseThrow();
        assertThat(created.headers().firstValue("ETag")).contains(etag);
        HttpResponse<String> changed =
                client.admin("PUT", "/api/res.partner/" + id, "{\"phone\":\"+32 2\"}", "If-Match", etag);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(odoo.record("res.partner", id)).containsEntry("phone", "+32 2");
        assertProblem(client.admin("PATCH", "/api/res.partner/" + id, "{\"phone\":\"+32 3\"}", "If-Match", etag), 412);
        assertProblem(client.admin("DELETE", "/api/res.partner/" + id, null, "If-Match", etag), 412);
        assertThat(client.admin("DELETE", "/api/res.partner/" + id, null).statusCode())
                .isEqualTo(200);
        assertThat(odoo.ids("res.partner")).doesNotContain(id);
        assertProblem(client.admin("PUT", "/api/res.partner/" + id, "{\"phone\":\"1\"}"), 404);
    }

    @Test
    void aFieldThatThisOdooLacksIsLeftOutAndSaid() {
        HttpResponse<String> created = client.admin(
                "POST", "/api/res.partner", "{\"name\":\"N\",\"email\":\"n@example.com\",\"mobile\":\"+1\"}");
        assertThat(json(created).path("left_out").toString()).isEqualTo("[\"mobile\"]");
        assertProblem(client.admin("PUT", "/api/res.partner/" + acme, "{\"mobile\":\"+1\"}"), 422);
    }

    @Test
    void aPlainWriteAsksOdooOnce() {
        String body = "{\"name\":\"N\",\"email\":\"n@example.com\"}";
        client.admin("POST", "/api/res.partner", body);
        odoo.calls().clear();
        int id = json(client.admin("POST", "/api/res.partner", body))
                .path("data")
                .path("id")
                .asInt();
        client.admin("PUT", "/api/res.partner/" + id, "{\"city\":\"Ghent\"}");
        assertThat(odoo.calls().count()).isEqualTo(2);
    }

    @Test
    void aRepeatedCreateGivesTheSameRecord() {
        String body = "{\"name\":\"Once\",\"email\":\"once@example.com\"}";
        int before = odoo.count("res.partner");
        HttpResponse<String> first = client.admin("POST", "/api/res.partner", body, "Idempotency-Key", "k1");
        HttpResponse<String> again = client.admin("POST", "/api/res.partner", body, "Idempotency-Key", "k1");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(json(again).path("data")).isEqualTo(json(first).path("data"));
        assertThat(odoo.count("res.partner")).isEqualTo(before + 1);
        assertProblem(
                client.admin("POST", "/api/res.partner", body.replace("Once", "Twice"), "Idempotency-Key", "k1"), 422);
        assertProblem(client.admin("POST", "/api/res.partner", "{\"name\":\"x\"}", "Idempotency-Key", "k2"), 422);
        assertThat(client.admin("POST", "/api/res.partner", body, "Idempotency-Key", "k2")
                        .statusCode())
                .as("a refused request leaves its key")
                .isEqualTo(201);
    }

    @Test
    void namesAndExternalIdsLeadToRecordsAndTellNothingElse() {
        odoo.create("res.partner", Map.of("name", "Twin"));
        odoo.create("res.partner", Map.of("name", "Twin"));
        String child = "{\"name\":\"C\",\"email\":\"c@example.com\",\"parent_id\":%s}";
        for (String good : List.of("\"Acme\"", "{\"name\":\"Acme\"}", "[" + acme + ",\"Acme\"]", "" + acme)) {
            HttpResponse<String> created = client.admin("POST", "/api/res.partner", child.formatted(good));
            assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
            assertThat(odoo.record(
                                    "res.partner",
                                    json(created).path("data").path("id").asInt())
                            .get("parent_id"))
                    .isEqualTo(acme);
        }
        JsonNode twins = assertProblem(client.admin("POST", "/api/res.partner", child.formatted("\"Twin\"")), 422);
        assertThat(twins.path("errors").path(0).path("code").asText()).isEqualTo("ambiguous");
        assertThat(twins.toString()).doesNotContain("Twin");
        JsonNode none = assertProblem(client.admin("POST", "/api/res.partner", child.formatted("\"No one\"")), 422);
        assertThat(none.path("errors").path(0).path("code").asText()).isEqualTo("unknown");
    }

    @Test
    void aCustomerSeesAndChangesWhatIsHersAlone() {
        String asAcme = client.customer(acme);
        int contact = odoo.create("res.partner", Map.of("name", "Of Acme", "parent_id", acme));
        JsonNode mine = json(client.as(asAcme, "GET", "/api/res.partner?order=id", null));
        assertThat(StreamSupport.stream(mine.path("data").spliterator(), false)
                        .map(one -> one.path("id").asInt()))
                .containsExactly(acme, contact);
        assertThat(names(mine.path("data").path(0))).doesNotContain("vat", "ref", "active");
        assertProblem(client.as(asAcme, "GET", "/api/res.partner/" + wood, null), 404);
        assertProblem(client.as(asAcme, "PUT", "/api/res.partner/" + wood, "{\"city\":\"Mine\"}"), 404);
        assertThat(odoo.record("res.partner", wood).get("city")).isNotEqualTo("Mine");
        assertProblem(client.as(asAcme, "PUT", "/api/res.partner/" + acme, "{\"parent_id\":" + wood + "}"), 422);
        assertThat(client.as(asAcme, "PUT", "/api/res.partner/" + acme, "{\"city\":\"Ghent\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(odoo.record("res.partner", acme)).containsEntry("city", "Ghent");
        assertProblem(client.as(asAcme, "DELETE", "/api/res.partner/" + acme, null), 403);
        assertProblem(client.as(asAcme, "GET", "/api/res.users", null), 404);
        assertProblem(client.as(asAcme, "GET", "/api/res.partner?ref=x", null), 400);
    }

    @Test
    void strangersGetOnlyWhatIsPublicAndBadCredentialsNothing() {
        assertProblem(client.as(null, "GET", "/api/res.partner", null), 401);
        assertProblem(client.as(null, "POST", "/api/res.partner", "{}"), 401);
        assertProblem(client.as(null, "GET", "/api/res.partner.nothing", null), 401);
        assertProblem(client.as("Bearer 1|" + "A".repeat(43), "GET", "/api/event.type", null), 401);
        assertProblem(client.as("Bearer x.y.z", "GET", "/api/event.type", null), 401);
    }

    @Test
    void aProgramNeedsTheScopeAndAUserSeesNothingOfTheHubs() {
        String key = keys.create("gateway", Set.of("gateway"), Duration.ofDays(1), "test")
                .secret();
        String other = keys.create("reader", Set.of("read", "sync"), Duration.ofDays(1), "test")
                .secret();
        assertThat(client.as(null, "GET", "/api/res.partner", null, "X-API-Key", key)
                        .statusCode())
                .isEqualTo(200);
        assertProblem(client.as(null, "GET", "/api/res.partner", null, "X-API-Key", other), 403);
        assertProblem(client.as(null, "POST", "/api/res.users", "{}", "X-API-Key", key), 403);
        users.create("gateway-user", null, Role.USER, PASSWORD, "test");
        String user = client.user("gateway-user", PASSWORD);
        assertThat(json(client.as(user, "GET", "/api/res.partner", null))
                        .path("count")
                        .asInt())
                .isZero();
        assertProblem(client.as(user, "GET", "/api/res.partner/" + acme, null), 404);
        assertProblem(client.as(user, "GET", "/api/stock.quant", null), 404);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 19})
    void everyEndpointOfTheWebsiteAnswers(int version) throws IOException {
        odoo.close();
        on(version);
        assertThat(new GatewayEndpoints(client).call(false)).isGreaterThan(35);
    }
}
