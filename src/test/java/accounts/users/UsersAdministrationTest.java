package accounts.users;

import static hub.HubHttp.json;
import static hub.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Users, managed over REST. */
class UsersAdministrationTest extends UsersTest {
    @Test
    void anAdministratorMakesFindsChangesAndRemovesAUser() {
        String name = username + ".new";
        HttpResponse<String> created = asAdmin(
                "POST",
                "/api/v1/users",
                "{\"username\":\"" + name + "\",\"email\":\"" + name + "@example.com\",\"password\":\"" + PASSWORD
                        + "\",\"role\":\"manager\"}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.body()).doesNotContain("password", PASSWORD, "$2y$");
        String place = created.headers().firstValue("Location").orElseThrow();
        JsonNode user = json(http.get(place));
        assertThat(user.path("role").asText()).isEqualTo("manager");
        assertThat(user.path("enabled").asBoolean()).isTrue();
        assertThat(user.path("created_by").asText()).isEqualTo(HubTest.ADMIN);

        JsonNode page = json(http.get("/api/v1/users?search=" + name.toUpperCase() + "&role=manager&enabled=true"));
        assertThat(page.path("data")).hasSize(1);
        assertThat(page.path("next").isNull()).isTrue();
        assertThat(json(http.get("/api/v1/users?limit=1")).path("next").asLong())
                .isPositive();

        String token = accessToken(name);
        HttpResponse<String> changed = asAdmin("PATCH", place, "{\"role\":\"user\",\"email\":null,\"enabled\":false}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(json(changed).path("email").isNull()).isTrue();
        assertThat(json(changed).path("sessions").asInt()).isZero();
        assertThat(status(token)).isEqualTo(401);

        assertThat(asAdmin("DELETE", place, "").statusCode()).isEqualTo(204);
        assertProblem(http.get(place), 404);
        assertProblem(asAdmin("DELETE", place, ""), 404);
        assertThat(database.sql("SELECT event FROM account_event WHERE user_id = ? ORDER BY id")
                        .param(user.path("id").asLong())
                        .query(String.class)
                        .list())
                .containsExactly("user-created", "token", "user-changed", "user-deleted");
    }

    @Test
    void namesAndAddressesAreUniqueInWhateverCase() {
        assertThat(fault(create(username.toUpperCase(), "new-" + username + "@example.com", PASSWORD)))
                .isEqualTo("/username taken");
        assertThat(fault(create(username + "2", username.toUpperCase() + "@EXAMPLE.COM", PASSWORD)))
                .isEqualTo("/email taken");
        assertThat(fault(create(HubTest.ADMIN.toUpperCase(), "x@example.com", PASSWORD)))
                .isEqualTo("/username taken");
    }

    @Test
    void passwordsKeepTheRules() {
        assertThat(fault(create(username + "3", "a3@example.com", "short"))).isEqualTo("/password too_short");
        assertThat(fault(create(username + "3", "a3@example.com", "password1"))).isEqualTo("/password leaked");
        assertThat(fault(create(username + "3", "a3@example.com", username + "3")))
                .isEqualTo("/password username");
        assertThat(fault(asAdmin("PUT", "/api/v1/users/" + userId + "/password", "{\"password\":\"12345678\"}")))
                .isEqualTo("/password leaked");
    }

    @Test
    void aRequestThatTheContractDoesNotKnowIsRefused() {
        for (String body : new String[] {
            "{\"username\":\"a b\",\"password\":\"" + PASSWORD + "\"}",
            "{\"username\":\"a@b\",\"password\":\"" + PASSWORD + "\"}",
            "{\"username\":\"ab\"}",
            "{\"username\":\"ab\",\"password\":\"" + PASSWORD + "\",\"id\":1}",
            "{\"username\":\"ab\",\"password\":\"" + PASSWORD + "\",\"role\":\"root\"}",
            "{\"username\":[\"ab\"],\"password\":\"" + PASSWORD + "\"}"
        }) {
            assertProblem(asAdmin("POST", "/api/v1/users", body), 400);
        }
        assertProblem(asAdmin("PATCH", "/api/v1/users/" + userId, "{}"), 400);
        assertProblem(asAdmin("PATCH", "/api/v1/users/" + userId, "{\"password\":\"" + PASSWORD + "\"}"), 400);
        assertProblem(asAdmin("PATCH", "/api/v1/users/0", "{\"enabled\":true}"), 400);
        assertThat(fault(asAdmin("PATCH", "/api/v1/users/" + userId, "{\"email\":\"no address\"}")))
                .isEqualTo("/email email");
    }

    @Test
    void anAdministratorsPasswordResetSignsTheUserOut() {
        String token = accessToken(username);
        var reset = asAdmin("PUT", "/api/v1/users/" + userId + "/password", "{\"password\":\"" + PASSWORD + " 2\"}");
        assertThat(reset.statusCode()).as(reset.body()).isEqualTo(200);
        assertThat(status(token)).isEqualTo(401);
        assertThat(signIn(username, PASSWORD).statusCode()).isEqualTo(400);
        assertThat(signIn(username, PASSWORD + " 2").statusCode()).isEqualTo(200);
    }

    @Test
    void usersChangeTheirOwnPasswordWithThePresentOne() {
        String token = accessToken(username);
        String wanted = "\"password\":\"" + PASSWORD + " 2\"}";
        assertThat(fault(send(token, "PUT", "/api/v1/users/me/password", "{\"current_password\":\"wrong\"," + wanted)))
                .isEqualTo("/current_password wrong");
        assertThat(send(
                                token,
                                "PUT",
                                "/api/v1/users/me/password",
                                "{\"current_password\":\"" + PASSWORD + "\"," + wanted)
                        .statusCode())
                .isEqualTo(200);
        assertThat(status(token)).isEqualTo(401);
        assertThat(signIn(username, PASSWORD + " 2").statusCode()).isEqualTo(200);
        assertProblem(http.get("/api/v1/users/me"), 404);
    }

    @Test
    void anAdministratorAmongTheUsersCannotLockHerselfOut() {
        long admin = user(username + "-admin", Role.ADMIN);
        String token = accessToken(username + "-admin");
        assertThat(get(token, "/api/v1/users").statusCode()).isEqualTo(200);
        assertProblem(send(token, "PATCH", "/api/v1/users/" + admin, "{\"enabled\":false}"), 409);
        assertProblem(send(token, "PATCH", "/api/v1/users/" + admin, "{\"role\":\"user\"}"), 409);
        assertProblem(send(token, "DELETE", "/api/v1/users/" + admin, ""), 409);
        assertThat(send(token, "POST", "/api/v1/users/" + userId + "/revoke-tokens", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(database.sql("SELECT actor FROM account_event WHERE event = 'user-signed-out' AND user_id = ?")
                        .param(userId)
                        .query(String.class)
                        .single())
                .isEqualTo(username + "-admin");
    }

    @Test
    void aNewRoleCountsForTokensThatAreOut() {
        String token = accessToken(username);
        assertProblem(get(token, "/api/v1/sync/runs"), 403);
        asAdmin("PATCH", "/api/v1/users/" + userId, "{\"role\":\"manager\"}");
        assertThat(get(token, "/api/v1/sync/runs").statusCode()).isEqualTo(200);
        assertProblem(get(token, "/api/v1/users"), 403);
        asAdmin("PATCH", "/api/v1/users/" + userId, "{\"role\":\"admin\"}");
        assertThat(get(token, "/api/v1/users").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> create(String name, String email, String password) {
        return asAdmin(
                "POST",
                "/api/v1/users",
                "{\"username\":\"" + name + "\",\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
    }

    private HttpResponse<String> asAdmin(String method, String path, String json) {
        return http.send(http.admin(path)
                .header("Content-Type", "application/json")
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json)));
    }

    private static String fault(HttpResponse<String> refused) {
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        JsonNode fault = json(refused).path("errors").get(0);
        return fault.path("field").asText() + " " + fault.path("code").asText();
    }
}
