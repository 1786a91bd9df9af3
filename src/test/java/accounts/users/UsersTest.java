package accounts.users;

import static org.assertj.core.api.Assertions.assertThat;

import accounts.AccountsTest;
import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A user of the REST interface for each test, with the role user. */
abstract class UsersTest extends AccountsTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Autowired
    UserAdministration administration;

    HubHttp http;
    String username;
    long userId;

    @BeforeEach
    void newUser() {
        http = new HubHttp(port);
        username = "Person" + COUNT.incrementAndGet();
        userId = user(username, Role.USER);
    }

    long user(String name, Role role) {
        return administration.create(name, name + "@example.com", role, PASSWORD, "test");
    }

    /** POST of a form: names and values in turns. */
    HttpResponse<String> form(String path, String... members) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < members.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(members[i])
                    .append('=')
                    .append(URLEncoder.encode(members[i + 1], StandardCharsets.UTF_8));
        }
        return http.send(http.anonymous(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString())));
    }

    HttpResponse<String> signIn(String name, String password) {
        return form("/api/v1/auth/token", "username", name, "password", password);
    }

    HttpResponse<String> refresh(String token) {
        return form("/api/v1/auth/token", "grant_type", "refresh_token", "refresh_token", token);
    }

    JsonNode signedIn(String name) {
        HttpResponse<String> response = signIn(name, PASSWORD);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return HubHttp.json(response);
    }

    String accessToken(String name) {
        return signedIn(name).path("access_token").asText();
    }

    HttpRequest.Builder bearing(String token, String path) {
        return http.anonymous(path).header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> get(String token, String path) {
        return http.send(bearing(token, path));
    }

    HttpResponse<String> send(String token, String method, String path, String json) {
        return http.send(bearing(token, path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    }

    /** The status of one's own account with that token: 200 while it is good. */
    int status(String token) {
        return get(token, "/api/v1/users/me").statusCode();
    }
}
