package gateway.portal;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.sessions.SessionsClient;
import gateway.GatewayClient;
import hub.HubTest;
import hub.ProblemAssert;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.PracticeOdoo;

/** A page elsewhere makes a browser send its cookies; without the token against forgery they change nothing. */
@HubTest
class CookieForgeryTest {
    private static final String PASSWORD = "a quiet tuesday 42";
    private static final int PORTAL = 10;
    private static final int ANNOUNCED = 3;
    private static final String TOKEN = "; XSRF-TOKEN=abc";

    /** What a forged request asks for. */
    private record Attempt(String method, String path, String body) {}

    private static final Attempt LOGOUT = new Attempt("POST", "/api/auth/logout-all", "{}");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient database;

    @Autowired
    PracticeOdoo odoo;

    private GatewayClient client;
    private String customer;
    private String session;
    private int user;
    private int event;
    private int joy;

    @BeforeEach
    void aClientWithTwoCookies() {
        client = new GatewayClient(port, database);
        database.sql("TRUNCATE odoo_session, odoo_sign_in, rate_limit").update();
        joy = odoo.create("res.partner", Map.of("name", "Joy Moyo", "email", "joy@example.com", "phone", "1"));
        customer = client.cookie(joy);
        String login = "joy" + System.nanoTime();
        List<Object> portal = List.of(List.of(6, 0, List.of(PORTAL)));
        user = odoo.create(
                "res.users", Map.of("login", login, "partner_id", joy, "password", PASSWORD, "group_ids", portal));
        session = "HUB_SESSION=" + new SessionsClient(port).signIn(login, PASSWORD);
        Instant begin = Instant.now().plus(3, ChronoUnit.DAYS);
        event = odoo.create(
                "event.event",
                Map.of(
                        "name",
                        "Recall",
                        "date_begin",
                        begin,
                        "date_end",
                        begin.plus(2, ChronoUnit.HOURS),
                        "stage_id",
                        ANNOUNCED));
    }

    @AfterEach
    void forget() {
        odoo.unlink("res.users", user);
        odoo.ids("event.registration").forEach(id -> odoo.unlink("event.registration", id));
        odoo.unlink("event.event", event);
    }

    @Test
    void withoutTheTokenAgainstForgeryACookieChangesNothing() {
        odoo.calls().clear();
        for (String cookie : List.of(customer, session)) {
            List<Attempt> attempts = new ArrayList<>();
            for (String records : List.of("/api/", "/api/records/")) {
                attempts.add(new Attempt("POST", records + "event.registration", registration()));
                for (String method : List.of("PUT", "PATCH", "DELETE")) {
                    attempts.add(new Attempt(method, records + "res.partner/" + joy, "{\"phone\":\"2\"}"));
                }
            }
            attempts.add(new Attempt("POST", "/api/event/registration", registration()));
            attempts.add(registering());
            if (cookie.equals(customer)) {
                attempts.add(LOGOUT);
            }
            for (Attempt attempt : attempts) {
                refused(attempt, "Cookie", cookie);
                refused(attempt, "Cookie", cookie + TOKEN);
                refused(attempt, "Cookie", cookie + TOKEN, "X-XSRF-TOKEN", "another");
            }
        }
        for (String method : List.of("create", "write", "unlink")) {
            assertThat(odoo.calls().count("event.registration", method)).isZero();
            assertThat(odoo.calls().count("res.partner", method)).isZero();
        }
        assertThat(odoo.ids("event.registration")).isEmpty();
        assertThat(odoo.record("res.partner", joy)).containsEntry("phone", "1");
        assertThat(get("/api/auth/me", customer)).isEqualTo(200);
        assertThat(get("/api/portal/menu", session)).isEqualTo(200);
    }

    @Test
    void withItTheSameRequestsDoWhatTheySay() {
        for (String cookie : List.of(customer, session)) {
            String[] own = {"Cookie", cookie + TOKEN, "X-XSRF-TOKEN", "abc"};
            String phone = cookie.equals(customer) ? "3" : "4";
            Attempt change = new Attempt("PATCH", "/api/res.partner/" + joy, "{\"phone\":\"" + phone + "\"}");
            assertThat(send(change, own).statusCode()).isEqualTo(200);
            assertThat(odoo.record("res.partner", joy)).containsEntry("phone", phone);
            assertThat(send(registering(), own).statusCode()).isEqualTo(201);
        }
        assertThat(odoo.count("event.registration")).isEqualTo(1);
        assertThat(send(LOGOUT, "Cookie", customer + TOKEN, "X-XSRF-TOKEN", "abc")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/api/auth/me", customer)).isEqualTo(401);
    }

    private String registration() {
        return "{\"event_id\":" + event + ",\"name\":\"Joy Moyo\",\"email\":\"joy@example.com\"}";
    }

    private Attempt registering() {
        return new Attempt(
                "POST",
                "/api/portal/events/" + event + "/registrations",
                "{\"name\":\"Joy Moyo\",\"email\":\"joy@example.com\"}");
    }

    private void refused(Attempt attempt, String... headers) {
        HttpResponse<String> answer = send(attempt, headers);
        assertThat(answer.statusCode())
                .as(attempt + " " + headers[1].substring(0, 12) + answer.body())
                .isEqualTo(403);
        ProblemAssert.assertProblem(answer, 403);
    }

    private HttpResponse<String> send(Attempt attempt, String... headers) {
        return client.as(null, attempt.method(), attempt.path(), attempt.body(), headers);
    }

    private int get(String path, String cookie) {
        return client.as(null, "GET", path, null, "Cookie", cookie).statusCode();
    }
}
