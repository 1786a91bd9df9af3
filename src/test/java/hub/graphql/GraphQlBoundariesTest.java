package hub.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.users.Role;
import com.fasterxml.jackson.databind.JsonNode;
import graphql.schema.GraphQLFieldDefinition;
import hub.ProblemAssert;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.transaction.support.TransactionTemplate;

/** What GraphQL does not answer: anything of another user's, and requests that are too deep or too dear. */
class GraphQlBoundariesTest extends GraphQlScene {
    @Autowired
    GraphQlSource schema;

    @Autowired
    TransactionTemplate transaction;

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
}
