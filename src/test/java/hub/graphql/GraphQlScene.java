package hub.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.users.Role;
import accounts.users.UserAdministration;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import connections.ConnectionStore;
import connections.Credentials;
import hub.HubHttp;
import hub.HubTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import odoo.OdooProtocol;
import odoo.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;

/** A user who asks through GraphQL, with a connection when one is saved. */
@HubTest
abstract class GraphQlScene {
    static final String PASSWORD = "seventeen green umbrellas";
    static final ObjectMapper JSON = new ObjectMapper();
    static final AtomicInteger COUNT = new AtomicInteger();
    static final String SYNC =
            "mutation { sync_contacts_from_odoo { success message errors run_id read created updated unchanged marked rejected } }";

    @LocalServerPort
    int port;

    @Autowired
    UserAdministration users;

    @Autowired
    ConnectionStore store;

    @Autowired
    JdbcClient database;

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

    String connect(long owner, String name, String secret) {
        return store.save(
                        owner,
                        name,
                        new Credentials(
                                odoo.url(), odoo.database(), odoo.username(), Secret.of(secret), OdooProtocol.AUTO),
                        true)
                .key();
    }

    void contact(String connection, long id, String name) {
        database.sql(
                        "INSERT INTO contact (connection, odoo_id, name, is_company) VALUES (?, ?, ?, false) ON CONFLICT DO NOTHING")
                .params(connection, id, name)
                .update();
    }

    long count(String table, String connection) {
        return database.sql("SELECT count(*) FROM " + table + " WHERE connection = ?")
                .param(connection)
                .query(Long.class)
                .single();
    }

    JsonNode data(String bearer, String query) {
        JsonNode answer = HubHttp.json(post(bearer, query));
        assertThat(answer.path("errors").isMissingNode()).as(answer.toString()).isTrue();
        return answer.path("data");
    }

    String error(String bearer, String query) {
        HttpResponse<String> answer = post(bearer, query);
        return HubHttp.json(answer).at("/errors/0/extensions/classification").asText(answer.body());
    }

    HttpResponse<String> post(String bearer, String query) {
        return http.send(request(bearer, query).header("Accept", "application/json"));
    }

    HttpRequest.Builder request(String bearer, String query) {
        try {
            return http.anonymous("/graphql")
                    .header("Authorization", "Bearer " + bearer)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String token(String name) {
        return http.token(name, PASSWORD);
    }
}
