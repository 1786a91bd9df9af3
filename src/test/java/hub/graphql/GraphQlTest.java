package hub.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import accounts.users.Role;
import accounts.users.UserAdministration;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import connections.ConnectionStore;
import connections.Credentials;
import graphql.schema.GraphQLFieldDefinition;
import hub.HubHttp;
import hub.HubTest;
import hub.ProblemAssert;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import odoo.OdooProtocol;
import odoo.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import practice.PracticeOdoo;

/** GraphQL: each user's own contacts and products, and nobody else's. */
@HubTest
class GraphQlTest {
    private static final String PASSWORD = "seventeen green umbrellas";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String SYNC =
            "mutation { sync_contacts_from_odoo { success message errors run_id read created updated unchanged marked rejected } }";

    @LocalServerPort
    int port;

    @Autowired
    UserAdministration users;

    @Autowired
    ConnectionStore store;

    @Autowired
    GraphQlSource schema;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    PracticeOdoo odoo;

    HubHttp http;
    long userId;
    String token;

    @BeforeEach
    void someUser() {
        http = new HubHttp(port);
        String name = "graph" + COUNT.incrementAndGet();
        userId = users.create(name, null, Role.USER, PASSWORD, "test");
        token = token(name);
    }

    @Test
    void theMutationOfTheGuide() {
        JsonNode none = data(token, "mutation { sync_contacts_from_odoo { success message errors } }")
                .path("sync_contacts_from_odoo");
        assertThat(none.toString())
                .isEqualTo("{\"success\":false,\"message\":\"User has no Odoo credentials configured\","
                        + "\"errors\":[\"User has no Odoo credentials configured\"]}");

        String key = connect(userId, "mine", odoo.apiKey());
        int partner = odoo.create("res.partner", Map.of("name", "Ada", "email", "ada@example.com"));
        JsonNode first = data(token, SYNC).path("sync_contacts_from_odoo");
        assertThat(first.path("success").asBoolean()).as(first.toString()).isTrue();
        long all = odoo.count("res.partner");
        assertThat(first.path("read").asLong()).isEqualTo(all);
        assertThat(first.path("created").asLong()).isEqualTo(all);
        assertThat(first.path("errors")).isEmpty();
        assertThat(count("contact", key)).isEqualTo(all);

        odoo.write("res.partner", partner, Map.of("phone", "+1 555 0100"));
        JsonNode second = data(token, SYNC).path("sync_contacts_from_odoo");
        assertThat(second.path("updated").asLong()).as(second.toString()).isEqualTo(1);

        odoo.unlink("res.partner", partner);
        JsonNode full = data(
                        token,
                        "mutation { sync_flow(name: \"contacts\", full: true) { success message marked run_id } }")
                .path("sync_flow");
        assertThat(full.path("marked").asLong()).as(full.toString()).isEqualTo(1);
        assertThat(count("contact", key)).isEqualTo(all - 1);

        JsonNode products = data(token, "mutation { sync_products_from_odoo { success created } }");
        assertThat(products.at("/sync_products_from_odoo/created").asLong()).isEqualTo(odoo.count("product.product"));
    }

    @Test
    void theScriptOfTheGuideFromTokenToSync() {
        HttpResponse<String> saved = http.send(http.anonymous("/api/v1/profile/odoo-credentials")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"odoo_username\":\"" + odoo.username() + "\",\"odoo_password\":\""
                        + odoo.password() + "\",\"odoo_database\":\"" + odoo.database() + "\"}")));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        JsonNode synced = data(
                token,
                "\n    mutation {\n        sync_contacts_from_odoo {\n            success\n            message\n        }\n    }\n    ");
        assertThat(synced.at("/sync_contacts_from_odoo/success").asBoolean())
                .as(synced.toString())
                .isTrue();
        assertThat(synced.at("/sync_contacts_from_odoo/message").asText())
                .isEqualTo("Synced " + odoo.count("res.partner") + " contacts from Odoo");
        assertThat(data(token, "{ contacts { nodes { name } } }").at("/contacts/nodes"))
                .hasSize(odoo.count("res.partner"));
    }

    @Test
    void refusedCredentialsAreSaidAsInTheGuide() {
        connect(userId, "mine", "not the key");
        JsonNode refused = data(token, SYNC).path("sync_contacts_from_odoo");
        assertThat(refused.path("success").asBoolean()).isFalse();
        assertThat(refused.path("message").asText()).isEqualTo("Odoo contact sync failed: Invalid Odoo credentials");
        assertThat(refused.path("errors").toString()).isEqualTo("[\"Invalid Odoo credentials\"]");
        assertThat(refused.toString()).doesNotContain("not the key");
    }

    @Test
    void pagesGoOnBehindTheirCursor() {
        String key = connect(userId, "mine", odoo.apiKey());
        for (int id = 1; id <= 5; id++) {
            contact(key, id, "Contact " + id);
        }
        List<String> names = new ArrayList<>();
        String after = "null";
        boolean more = true;
        while (more) {
            JsonNode page = data(
                            token,
                            "{ contacts(first: 2, after: " + after
                                    + ") { nodes { id name status synced_at is_company } page_info { end_cursor has_next_page } } }")
                    .path("contacts");
            page.path("nodes").forEach(node -> names.add(node.path("name").asText()));
            after = page.at("/page_info/end_cursor").toString();
            more = page.at("/page_info/has_next_page").asBoolean();
        }
        assertThat(names).containsExactly("Contact 1", "Contact 2", "Contact 3", "Contact 4", "Contact 5");
        assertThat(data(token, "{ contacts(search: \"CONTACT 3\") { nodes { name } } }")
                        .at("/contacts/nodes"))
                .hasSize(1);
        assertThat(error(token, "{ contacts(after: \"%%\") { nodes { id } } }")).isEqualTo("BAD_REQUEST");
        assertThat(error(token, "{ contacts(first: 0) { nodes { id } } }")).isEqualTo("BAD_REQUEST");
        assertThat(error(token, "{ contacts(first: 501) { nodes { id } } }")).isEqualTo("BAD_REQUEST");
    }

    @Test
    void runsAreListedAndFollowed() throws Exception {
        connect(userId, "mine", odoo.apiKey());
        String run = data(token, SYNC).at("/sync_contacts_from_odoo/run_id").asText();
        JsonNode runs = data(token, "{ sync_runs(flow: \"contacts\") { nodes { id status read started_at } } }")
                .at("/sync_runs/nodes");
        assertThat(runs).hasSize(1);
        assertThat(runs.get(0).path("id").asText()).isEqualTo(run);
        JsonNode status = data(token, "{ sync_status { flow open_rejects complete_until last_run { id status } } }")
                .path("sync_status");
        assertThat(status.at("/0/last_run/id").asText()).as(status.toString()).isEqualTo(run);

        HttpResponse<String> events =
                http.send(request(token, "subscription { sync_progress(run_id: " + run + ") { id status read } }")
                        .header("Accept", "text/event-stream"));
        assertThat(events.statusCode()).isEqualTo(200);
        assertThat(events.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(events.body()).contains("event:next", "\"status\":\"succeeded\"", "event:complete");
    }

    @Test
    void progressComesWhileTheRunIsUnderWayAndEndsWithTheSignIn() {
        String key = connect(userId, "mine", odoo.apiKey());
        long run = database.sql(
                        "INSERT INTO sync_run (flow, connection, mode, trigger) VALUES ('contacts', ?, 'full', 'rest')"
                                + " RETURNING id")
                .param(key)
                .query(Long.class)
                .single();
        List<String> lines = new CopyOnWriteArrayList<>();
        var stream = HttpClient.newHttpClient()
                .sendAsync(
                        request(token, "subscription { sync_progress(run_id: " + run + ") { status read } }")
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofLines())
                .thenAccept(answer -> answer.body().forEach(lines::add));
        await().until(() -> lines.toString().contains("\"status\":\"running\",\"read\":0"));
        database.sql("UPDATE sync_run SET read = 41 WHERE id = ?").param(run).update();
        await().until(() -> lines.toString().contains("\"read\":41"));
        assertThat(stream).isNotDone();

        users.change(userId, Map.of("enabled", false), "test");
        await().until(stream::isDone);
        database.sql("UPDATE sync_run SET read = 42 WHERE id = ?").param(run).update();
        assertThat(lines.toString()).contains("The sign-in has ended.").doesNotContain("\"read\":42");
        assertThat(post(token, "{ sync_status { flow } }").statusCode()).isEqualTo(401);
    }

    @Test
    void nobodySeesAnothersConnection() {
        String key = connect(userId, "mine", odoo.apiKey());
        String run = data(token, SYNC).at("/sync_contacts_from_odoo/run_id").asText();
        contact(key, 777_777, "Secret of the first");

        String name = "graph" + COUNT.incrementAndGet();
        long otherId = users.create(name, null, Role.USER, PASSWORD, "test");
        String other = token(name);
        connect(otherId, "theirs", odoo.apiKey());
        TreeSet<String> tried = new TreeSet<>();
        for (GraphQLFieldDefinition field : schema.schema().getQueryType().getFieldDefinitions()) {
            String part = field.getName().equals("sync_status") ? "flow" : "nodes { id }";
            for (String named : new String[] {"mine", key, "default", "c1' OR '1'='1"}) {
                assertThat(error(other, "{ " + field.getName() + "(connection: \"" + named + "\") { " + part + " } }"))
                        .as("%s of %s", field.getName(), named)
                        .isEqualTo("NOT_FOUND");
            }
            String own =
                    post(other, "{ " + field.getName() + " { " + part + " } }").body();
            assertThat(own).as(field.getName()).doesNotContain("777777", "\"id\":\"" + run + "\"", "errors");
            tried.add(field.getName());
        }
        assertThat(tried).containsExactly("contacts", "products", "sync_runs", "sync_status");
        for (GraphQLFieldDefinition field : schema.schema().getMutationType().getFieldDefinitions()) {
            String more = field.getName().equals("sync_flow") ? "name: \"contacts\", " : "";
            JsonNode refused = data(
                            other,
                            "mutation { " + field.getName() + "(" + more
                                    + "connection: \"mine\") { success message run_id } }")
                    .path(field.getName());
            assertThat(refused.path("success").asBoolean())
                    .as(refused.toString())
                    .isFalse();
            assertThat(refused.path("run_id").isNull()).isTrue();
        }
        HttpResponse<String> events =
                http.send(request(other, "subscription { sync_progress(run_id: " + run + ") { id status } }")
                        .header("Accept", "text/event-stream"));
        assertThat(events.body()).contains("There is no such run.").doesNotContain("succeeded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"contact", "product", "sync_run", "sync_flow", "sync_reject"})
    void theDatabaseItselfKeepsConnectionsApart(String table) {
        contact("c900001", 1, "one");
        database.sql(
                        "INSERT INTO product (connection, odoo_id) VALUES ('c900001', 1), ('c900002', 1) ON CONFLICT DO NOTHING")
                .update();
        contact("c900002", 1, "other");
        database.sql(
                        "INSERT INTO sync_flow (flow, connection) VALUES ('x', 'c900001'), ('x', 'c900002') ON CONFLICT DO NOTHING")
                .update();
        database.sql("WITH r AS (INSERT INTO sync_run (flow, connection, mode, trigger, status) VALUES"
                        + " ('x', 'c900001', 'full', 'rest', 'failed'), ('x', 'c900002', 'full', 'rest', 'failed') RETURNING id, connection)"
                        + " INSERT INTO sync_reject (flow, connection, odoo_id, reason, first_run, last_run)"
                        + " SELECT 'x', connection, id, 'refused', id, id FROM r")
                .update();
        List<String> seen = transaction.execute(status -> {
            database.sql("SELECT isolate(ARRAY['c900001'])::text")
                    .query((row, number) -> 0)
                    .list();
            return database.sql("SELECT DISTINCT connection FROM " + table)
                    .query(String.class)
                    .list();
        });
        assertThat(seen).containsExactly("c900001");
        List<String> nothing = transaction.execute(status -> {
            database.sql("SELECT isolate(ARRAY[]::text[])::text")
                    .query((row, number) -> 0)
                    .list();
            return database.sql("SELECT connection FROM " + table)
                    .query(String.class)
                    .list();
        });
        assertThat(nothing).isEmpty();
        assertThat(count(table, "c900002")).as("once the transaction is over").isPositive();
    }

    @Test
    void aDatabaseUserWhoOwnsTheTablesAndIsNoSuperuserIsHeldToo() {
        contact("c900003", 1, "one");
        contact("c900004", 1, "other");
        List<String> seen = transaction.execute(status -> {
            status.setRollbackOnly();
            database.sql("CREATE ROLE plain_owner").update();
            database.sql("GRANT CREATE ON SCHEMA public TO plain_owner").update();
            database.sql("ALTER TABLE contact OWNER TO plain_owner").update();
            database.sql("SET LOCAL ROLE plain_owner").update();
            database.sql("SELECT isolate(ARRAY['c900003'])::text")
                    .query((row, number) -> 0)
                    .list();
            return database.sql("SELECT connection FROM contact")
                    .query(String.class)
                    .list();
        });
        assertThat(seen).containsExactly("c900003");
    }

    @Test
    void managersUseTheHubsOwnConnectionAndUsersOnlyFlowsThatKeepThemApart() {
        connect(userId, "mine", odoo.apiKey());
        JsonNode own = data(token, "mutation { sync_flow(name: \"customers\") { success message } }")
                .path("sync_flow");
        assertThat(own.path("success").asBoolean()).isFalse();
        assertThat(count("sync_run", "default")).isZero();

        String name = "graph" + COUNT.incrementAndGet();
        users.create(name, null, Role.MANAGER, PASSWORD, "test");
        JsonNode hubs = data(token(name), "mutation { sync_flow(name: \"countries\") { success message run_id } }")
                .path("sync_flow");
        assertThat(hubs.path("success").asBoolean()).as(hubs.toString()).isTrue();
        assertThat(count("sync_run", "default")).isEqualTo(1);
        JsonNode unknown = data(token(name), "mutation { sync_flow(name: \"nothing\") { success } }");
        assertThat(unknown.at("/sync_flow/success").asBoolean()).isFalse();
    }

    @Test
    void aRequestThatIsTooDeepOrTooDearIsRefusedBeforeItIsRun() {
        assertThat(post(token, "{ __schema { types { name } } }").body())
                .as("introspection")
                .contains("errors")
                .doesNotContain("SyncRun");
        String deep = "{ a: __typename " + "... { ".repeat(30) + "__typename" + " }".repeat(30) + " }";
        assertThat(post(token, deep).statusCode()).isLessThan(500);
        String dear =
                "{ contacts(first: 500) { nodes { id name email phone street city zip vat website reference status } } }";
        assertThat(post(token, dear).body()).contains("maximum query complexity exceeded");
        StringBuilder many = new StringBuilder("mutation {");
        for (int i = 0; i < 6; i++) {
            many.append(" a").append(i).append(": sync_contacts_from_odoo { success }");
        }
        assertThat(post(token, many + " }").body()).contains("maximum query complexity exceeded");
        assertThat(count("sync_run", "default")).isZero();
        assertThat(post(token, "{ nothing }").body()).contains("errors").doesNotContain("Exception");
        ProblemAssert.assertProblem(
                http.send(http.anonymous("/graphql")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"query\":\"{ __typename }\"}"))),
                401);
    }

    @Test
    void whatAConnectionBroughtGoesWithIt() {
        String key = connect(userId, "mine", odoo.apiKey());
        data(token, SYNC);
        assertThat(count("contact", key)).isPositive();
        users.delete(userId, "test");
        database.sql("DELETE FROM odoo_connection WHERE 'c' || id = ?")
                .param(key)
                .update();
        assertThat(count("contact", key) + count("sync_run", key) + count("sync_flow", key))
                .isZero();
    }

    private String connect(long owner, String name, String secret) {
        return store.save(
                        owner,
                        name,
                        new Credentials(
                                odoo.url(), odoo.database(), odoo.username(), Secret.of(secret), OdooProtocol.AUTO),
                        true)
                .key();
    }

    private void contact(String connection, long id, String name) {
        database.sql(
                        "INSERT INTO contact (connection, odoo_id, name, is_company) VALUES (?, ?, ?, false) ON CONFLICT DO NOTHING")
                .params(connection, id, name)
                .update();
    }

    private long count(String table, String connection) {
        return database.sql("SELECT count(*) FROM " + table + " WHERE connection = ?")
                .param(connection)
                .query(Long.class)
                .single();
    }

    private JsonNode data(String bearer, String query) {
        JsonNode answer = HubHttp.json(post(bearer, query));
        assertThat(answer.path("errors").isMissingNode()).as(answer.toString()).isTrue();
        return answer.path("data");
    }

    private String error(String bearer, String query) {
        HttpResponse<String> answer = post(bearer, query);
        return HubHttp.json(answer).at("/errors/0/extensions/classification").asText(answer.body());
    }

    private HttpResponse<String> post(String bearer, String query) {
        return http.send(request(bearer, query).header("Accept", "application/json"));
    }

    private HttpRequest.Builder request(String bearer, String query) {
        try {
            return http.anonymous("/graphql")
                    .header("Authorization", "Bearer " + bearer)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String token(String name) {
        var response = http.send(http.anonymous("/api/v1/auth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "username=" + name + "&password=" + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8))));
        return HubHttp.json(response).path("access_token").asText();
    }
}
