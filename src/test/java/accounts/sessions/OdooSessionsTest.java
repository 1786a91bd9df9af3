package accounts.sessions;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubTest;
import hub.ProblemAssert;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;
import practice.orm.Rights;

/** Users of Odoo sign in with their Odoo password, and the hub keeps a session and nothing else. */
@HubTest
class OdooSessionsTest {
    private static final String PASSWORD = "a quiet tuesday 42";
    private static final int PORTAL = 10;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    PracticeOdoo odoo;

    @Autowired
    ProducerTemplate camel;

    SessionsClient client;
    List<Integer> before;
    String login;
    int uid;

    @BeforeEach
    void portalUser() {
        before = odoo.ids("res.users");
        client = new SessionsClient(port);
        database.sql("TRUNCATE odoo_session, odoo_sign_in, rate_limit, account_event")
                .update();
        login = "joy" + System.nanoTime() + "@example.com";
        uid = user(login);
    }

    @AfterEach
    void up() {
        odoo.up();
        odoo.behave();
        odoo.ids("res.users").stream().filter(id -> !before.contains(id)).forEach(id -> odoo.unlink("res.users", id));
    }

    private int user(String name) {
        return odoo.create(
                "res.users",
                Map.of(
                        "login",
                        name,
                        "name",
                        "Joy Moyo",
                        "password",
                        PASSWORD,
                        "group_ids",
                        List.of(List.of(6, 0, List.of(PORTAL)))));
    }

    @Test
    void aPortalUserGetsASessionAndThePasswordIsNowhere() {
        HttpResponse<String> answer = client.authenticate(login, PASSWORD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode session = json(answer);
        assertThat(session.path("uid").asInt()).isEqualTo(uid);
        assertThat(session.path("role").asText()).isEqualTo("customer");
        assertThat(session.path("name").asText()).isEqualTo("Joy Moyo");
        String id = session.path("session_id").asText();
        assertThat(String.join("\n", answer.headers().allValues("Set-Cookie")))
                .contains("HUB_SESSION=" + id, "HttpOnly", "SameSite=Lax");
        assertThat(client.status(id)).isEqualTo(200);
        String stored = database.sql("SELECT string_agg(s::text || e::text, ' ') FROM odoo_session s, account_event e")
                .query(String.class)
                .single();
        assertThat(stored).doesNotContain(PASSWORD, id);

        assertThat(client.getAs(id, "/web/session/destroy").statusCode()).isEqualTo(200);
        assertThat(client.status(id)).isEqualTo(401);
    }

    @Test
    void anInternalUserIsAUser() {
        String inside = "inside" + System.nanoTime();
        odoo.addUser(inside, PASSWORD, Rights.all());
        HttpResponse<String> answer = client.authenticate(inside, PASSWORD);
        assertThat(json(answer).path("role").asText()).as(answer.body()).isEqualTo("user");
    }

    @Test
    void odoosOwnEnvelopeIsSpoken() {
        Map<String, Object> right = Map.of(
                "jsonrpc",
                "2.0",
                "method",
                "call",
                "id",
                7,
                "params",
                Map.of("db", odoo.database(), "login", login, "password", PASSWORD));
        JsonNode answer = json(client.post("/web/session/authenticate", right));
        assertThat(answer.path("jsonrpc").asText()).isEqualTo("2.0");
        assertThat(answer.path("id").asInt()).isEqualTo(7);
        assertThat(answer.path("result").path("uid").asInt()).isEqualTo(uid);
        String id = answer.path("result").path("session_id").asText();
        assertThat(client.status(id)).isEqualTo(200);

        Map<String, Object> wrong = Map.of(
                "jsonrpc", "2.0", "id", 8, "params", Map.of("db", odoo.database(), "login", login, "password", "no"));
        HttpResponse<String> refused = client.post("/web/session/authenticate", wrong);
        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(json(refused).path("error").path("data").path("name").asText())
                .isEqualTo("odoo.exceptions.AccessDenied");
        assertThat(json(refused).path("id").asInt()).isEqualTo(8);
    }

    @Test
    void wrongOnesAreAllTheSameAndStopBeforeOdooShutsTheHubOut() {
        String wrongPassword = client.authenticate(login, "wrong").body();
        ProblemAssert.assertProblem(client.authenticate(login, "wrong"), 401);
        assertThat(client.authenticate("nobody@example.com", "wrong").body()).isEqualTo(wrongPassword);
        assertThat(client.post(
                                "/web/session/authenticate",
                                Map.of("db", "another", "login", login, "password", PASSWORD))
                        .body())
                .isEqualTo(wrongPassword);
        client.authenticate(login, "wrong");
        HttpResponse<String> fifth = client.authenticate(login, "wrong");
        ProblemAssert.assertProblem(fifth, 429);
        assertThat(fifth.headers().firstValue("Retry-After")).isPresent();
        database.sql("TRUNCATE odoo_sign_in").update();
        assertThat(client.authenticate(login, PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionEndsWhenItRestsAndWhenItsTimeIsOver() {
        String resting = client.signIn(login, PASSWORD);
        database.sql("UPDATE odoo_session SET used_at = now() - interval '29 minutes'")
                .update();
        assertThat(client.status(resting)).isEqualTo(200);
        database.sql("UPDATE odoo_session SET used_at = now() - interval '31 minutes'")
                .update();
        assertThat(client.status(resting)).isEqualTo(401);
        String old = client.signIn(login, PASSWORD);
        database.sql("UPDATE odoo_session SET expires_at = now()").update();
        assertThat(client.status(old)).isEqualTo(401);
    }

    @Test
    void oneSessionTooManyEndsTheOldest() {
        List<String> sessions = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> client.signIn(login, PASSWORD))
                .toList();
        assertThat(client.status(sessions.get(0))).isEqualTo(401);
        assertThat(sessions.subList(1, 6)).allMatch(id -> client.status(id) == 200);
        assertThat(database.sql("SELECT ended_by FROM odoo_session WHERE ended_at IS NOT NULL")
                        .query(String.class)
                        .list())
                .containsExactly("newer");
    }

    @Test
    void aNewPasswordIsOdoosAndEndsTheOtherSessions() {
        String other = client.signIn(login, PASSWORD);
        String mine = client.signIn(login, PASSWORD);
        Map<String, String> wrong = Map.of("old_password", "not mine", "new_password", "another green umbrella");
        assertThat(client.postAs(mine, "/web/session/change_password", wrong).statusCode())
                .isEqualTo(422);
        assertThat(client.status(other)).isEqualTo(200);
        HttpResponse<String> changed = client.postAs(
                mine,
                "/web/session/change_password",
                Map.of("old_password", PASSWORD, "new_password", "another green umbrella"));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(json(changed).path("ended_sessions").asInt()).isEqualTo(1);
        assertThat(client.status(other)).isEqualTo(401);
        assertThat(client.status(mine)).isEqualTo(200);
        assertThat(client.authenticate(login, PASSWORD).statusCode()).isEqualTo(401);
        assertThat(client.authenticate(login, "another green umbrella").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aCookieSpeaksForNobodyWithoutTheTokenAgainstForgery() {
        String id = client.signIn(login, PASSWORD);
        Map<String, String> body = Map.of("old_password", PASSWORD, "new_password", "another green umbrella");
        assertThat(client.post("/web/session/change_password", body, "Cookie", "HUB_SESSION=" + id)
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.post(
                                "/web/session/change_password",
                                body,
                                "Cookie",
                                "HUB_SESSION=" + id + "; XSRF-TOKEN=abc",
                                "X-XSRF-TOKEN",
                                "abc")
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.get("/api/portal/menu", "Cookie", "HUB_SESSION=" + id + "; XSRF-TOKEN=abc")
                        .headers()
                        .firstValue("Set-Cookie"))
                .as("the token stays as it is")
                .isEmpty();
        assertThat(client.get("/web/session/destroy", "Cookie", "HUB_SESSION=" + id, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.status(id)).isEqualTo(200);
    }

    @Test
    void aUserWhoIsArchivedInOdooIsSignedOut() {
        String id = client.signIn(login, PASSWORD);
        camel.requestBody("direct:sessions-compare", List.of((long) uid));
        assertThat(client.status(id)).isEqualTo(200);
        odoo.write("res.users", uid, Map.of("active", false));
        camel.requestBody("direct:sessions-compare", List.of((long) uid));
        assertThat(client.status(id)).isEqualTo(401);
    }

    @Test
    void anOdooThatIsAwayIsSaidToBe() {
        odoo.down();
        HttpResponse<String> answer = client.authenticate(login, PASSWORD);
        ProblemAssert.assertProblem(answer, 503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
}
