package changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import accounts.ApiKeys;
import accounts.users.Role;
import accounts.users.UserAdministration;
import hub.HubHttp;
import hub.HubTest;
import hub.ProblemAssert;
import hub.TestDatabase;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Listening to changes over HTTP: what is heard, by whom, and after an interruption. */
@HubTest
class ChangeStreamTest {
    private static final String PARTNERS = "/api/changes?models=res.partner";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestDatabase database;

    @Autowired
    UserAdministration users;

    @Autowired
    ApiKeys keys;

    HubHttp http;

    @BeforeEach
    void nothingYet() {
        database.clean();
        http = new HubHttp(port);
    }

    @Test
    void aListenerHearsWhatChangesAndNothingOfWhatIsInIt() throws Exception {
        try (Listener listener = Listener.to(http.admin("/api/changes?models=res.partner,product.product"))) {
            await().until(() -> listener.last() != null);
            mirror("res.partner", 42);
            mirror("stock.quant", 43);
            mirror("product.product", 44);
            jdbc.sql("UPDATE mirror SET data = '{\"name\": \"secret\"}' WHERE odoo_id = 42")
                    .update();
            await().until(() -> listener.heard().size() >= 3);
            assertThat(listener.records()).containsExactly(42L, 44L, 42L);
            Listener.Heard last = listener.heard().get(2);
            assertThat(last.event()).isEqualTo("change");
            assertThat(last.data().fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("event", "connection", "model", "id", "operation", "at");
            assertThat(last.data().path("model").asText()).isEqualTo("res.partner");
            assertThat(last.data().path("operation").asText()).isEqualTo("updated");
            assertThat(last.data().path("connection").asText()).isEqualTo("default");
        }
    }

    @Test
    void whoComesBackMissesNothingAndHearsNothingTwice() throws Exception {
        String last;
        try (Listener listener = Listener.to(http.admin(PARTNERS))) {
            await().until(() -> listener.last() != null);
            mirror("res.partner", 1);
            await().until(() -> listener.records().size() == 1);
            last = listener.last();
        }
        for (int id = 2; id <= 40; id++) {
            mirror("res.partner", id);
        }
        try (Listener listener = Listener.to(http.admin(PARTNERS).header("Last-Event-ID", last));
                Listener other = Listener.to(http.admin(PARTNERS + "&last_event_id=" + last))) {
            mirror("res.partner", 41);
            await().until(() ->
                    listener.records().size() >= 40 && other.records().size() >= 40);
            List<Long> expected = new ArrayList<>();
            for (long id = 2; id <= 41; id++) {
                expected.add(id);
            }
            assertThat(listener.records()).isEqualTo(expected);
            assertThat(other.records()).isEqualTo(expected);
            assertThat(listener.heard()).noneMatch(heard -> heard.event().equals("reset"));
        }
    }

    @Test
    void whoMayHaveMissedSomethingIsTold() throws Exception {
        mirror("res.partner", 1);
        for (String last : List.of("0", "9999999", "nonsense")) {
            try (Listener listener = Listener.to(http.admin(PARTNERS).header("Last-Event-ID", last))) {
                await().until(() -> !listener.heard().isEmpty());
                assertThat(listener.heard().get(0).event()).as(last).isEqualTo("reset");
            }
        }
    }

    @Test
    void everybodyHearsOfWhatTheySee() throws Exception {
        String user = person(Role.USER);
        long owner = jdbc.sql("SELECT id FROM hub_user").query(Long.class).single();
        long own = jdbc.sql("INSERT INTO odoo_connection (owner, name, url, db, username, secret)"
                        + " VALUES (?, 'mine', 'https://example.com', 'd', 'u', '') RETURNING id")
                .param(owner)
                .query(Long.class)
                .single();
        String key = keys.create("listener", Set.of("read"), Duration.ofDays(1), "test")
                .secret();
        try (Listener theUser = Listener.to(http.anonymous(PARTNERS).header("Authorization", "Bearer " + user));
                Listener program = Listener.to(http.anonymous(PARTNERS).header("X-API-Key", key));
                Listener admin = Listener.to(http.admin(PARTNERS))) {
            await().until(() -> theUser.last() != null && program.last() != null && admin.last() != null);
            contact("c" + own, 1);
            contact("default", 2);
            contact("c999999", 3);
            await().until(() -> admin.records().size() == 3);
            await().until(() ->
                    theUser.records().size() == 1 && program.records().size() == 1);
            assertThat(theUser.records()).containsExactly(1L);
            assertThat(program.records()).containsExactly(2L);
        }
    }

    @Test
    void badRequestsAreToldWhatToDo() {
        ProblemAssert.assertProblem(http.get("/api/changes"), 400);
        ProblemAssert.assertProblem(http.get("/api/changes?models="), 400);
        assertThat(http.get("/api/changes?models=res.partner,no.such").body())
                .contains("There are changes of")
                .doesNotContain("no.such");
        ProblemAssert.assertProblem(http.post("/api/changes?models=res.partner", "{}"), 405);
        ProblemAssert.assertProblem(http.send(http.anonymous(PARTNERS)), 401);
    }

    @Test
    void oneCallerDoesNotTakeEveryPlaceNotEvenAllAtOnce() throws Exception {
        String user = person(Role.MANAGER);
        HttpRequest request = http.anonymous(PARTNERS)
                .header("Authorization", "Bearer " + user)
                .build();
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<InputStream>>> asked = Stream.generate(
                        () -> client.sendAsync(request, BodyHandlers.ofInputStream()))
                .limit(30)
                .toList();
        List<HttpResponse<InputStream>> answers =
                asked.stream().map(CompletableFuture::join).toList();
        try {
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(20);
            ProblemAssert.assertProblem(
                    http.send(http.anonymous(PARTNERS).header("Authorization", "Bearer " + user)), 429);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() == 429)
                    .hasSize(10)
                    .allMatch(
                            answer -> answer.headers().firstValue("Retry-After").isPresent());
            Listener.to(http.admin(PARTNERS)).close();
        } finally {
            for (HttpResponse<InputStream> answer : answers) {
                answer.body().close();
            }
        }
    }

    private String person(Role role) {
        String name = "listener-" + role.text();
        users.create(name, null, role, "a password for listening", "test");
        var answer = http.send(http.anonymous("/api/v1/auth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + name + "&password=a+password+for+listening")));
        return HubHttp.json(answer).path("access_token").asText();
    }

    private void mirror(String model, int id) {
        jdbc.sql("INSERT INTO mirror (connection, model, odoo_id, data) VALUES ('default', ?, ?, '{}')")
                .params(model, id)
                .update();
    }

    private void contact(String connection, int id) {
        jdbc.sql("INSERT INTO contact (connection, odoo_id, is_company) VALUES (?, ?, true)")
                .params(connection, id)
                .update();
    }
}
