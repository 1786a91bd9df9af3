package accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people try who are not customers. */
class AttackTest extends AccountsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR '1'='1",
                "x'; DROP TABLE customers; --",
                "<script>alert(1)</script>",
                "${7*7} #{7*7} {{7*7}}",
                "\\\\u0000 %00 \u0007",
                "(((((((((((((((a+)+)+)+)+@"
            })
    void textThatIsCodeElsewhereIsOnlyText(String text) {
        for (String member : new String[] {"email", "password", "verification_code", "token"}) {
            String operation = member.equals("token") ? "set-password" : "quick-setup";
            var response = client.http.send(request("/api/auth/" + operation)
                    .POST(BodyPublishers.ofString(
                            member.equals("token")
                                    ? AccountsClient.json(
                                            "token", text, "password", PASSWORD, "password_confirmation", PASSWORD)
                                    : AccountsClient.json(
                                            "email",
                                            member.equals("email")
                                                    ? text
                                                    : "stranger-" + text.hashCode() + "@example.com",
                                            "verification_code",
                                            member.equals("verification_code")
                                                    ? text.substring(0, Math.min(20, text.length()))
                                                    : "123456",
                                            "password",
                                            member.equals("password") ? text + text : PASSWORD,
                                            "password_confirmation",
                                            member.equals("password") ? text + text : PASSWORD))));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
            assertThat(response.body()).doesNotContain("script", "DROP", "Exception", "SQL");
        }
        for (String operation : new String[] {"check-email", "send-setup-link", "forgot-password"}) {
            var response = client.post("/api/auth/" + operation, "email", text);
            assertThat(response.statusCode()).as(operation + response.body()).isEqualTo(200);
            assertThat(response.body()).doesNotContain("script", "DROP", "Exception", "SQL", "49");
        }
        for (String member : new String[] {"email", "password"}) {
            var response = client.post(
                    "/api/auth/login",
                    "email",
                    member.equals("email") ? text : email,
                    "password",
                    member.equals("password") ? text : PASSWORD);
            assertThat(response.statusCode()).as(member + response.body()).isEqualTo(401);
            assertThat(response.body()).doesNotContain("script", "DROP", "Exception", "SQL", "49");
        }
        assertThat(database.sql("SELECT count(*) FROM customers")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"email\":\"\\ud800@example.com\"}", "{\"email\":\"a\\u0000b@example.com\"}"})
    void textThatUtf8CannotHoldIsNobodysAddress(String body) {
        var response = client.http.send(request("/api/auth/check-email").POST(BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\":\"a@example.com\",\"password\":\"x\",\"account_status\":\"active\"}",
                "{\"email\":\"a@example.com\",\"password\":\"x\",\"id\":1}",
                "{\"email\":{\"$ne\":null},\"password\":\"x\"}",
                "{\"email\":[\"a@example.com\"],\"password\":\"x\"}",
                "{\"email\":\"a@example.com\",\"password\":true}",
                "[]",
                "{\"email\":"
            })
    void whatTheContractDoesNotKnowIsRefused(String body) {
        var response = client.http.send(request("/api/auth/login").POST(BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        assertThat(client.post("/api/auth/login", "email", email, "password", "x".repeat(20_000))
                        .statusCode())
                .isEqualTo(413);
        assertThat(client.post("/api/auth/login", "email", email, "password", "x".repeat(2_000))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aTokenIsGoodOnlyAsItWasGiven() {
        String token = signedUp();
        String number = token.split("\\|")[0];
        String other = AccountsClient.token(login(PASSWORD));
        for (String forged : new String[] {
            number + "|" + other.split("\\|")[1],
            number + "|",
            "|",
            number,
            "0|x",
            "-1|x",
            token + "x",
            "99999999999999999999|" + token.split("\\|")[1],
            token.toLowerCase(java.util.Locale.ROOT) + "",
            "' OR 1=1 --"
        }) {
            assertThat(client.status(forged)).as(forged).isEqualTo(401);
        }
        assertThat(client.status(token)).isEqualTo(200);
        assertThat(client.http
                        .send(client.http.anonymous("/api/auth/me").header("Cookie", "HUB_CUSTOMER=" + token))
                        .statusCode())
                .as("a bearer token is no cookie")
                .isEqualTo(401);
        database.sql("UPDATE access_token SET expires_at = now() WHERE id = ?")
                .param(Long.valueOf(number))
                .update();
        assertThat(client.status(token)).isEqualTo(401);
    }

    @Test
    void aCookieWantsTheCsrfTokenAndIsNoBearerToken() {
        signedUp();
        var signedIn = client.post("/api/auth/login", "email", email, "password", PASSWORD, "cookie", true);
        assertThat(signedIn.body()).doesNotContain("access_token");
        String set = cookie(signedIn, "HUB_CUSTOMER");
        assertThat(set).contains("; HttpOnly", "; SameSite=Lax", "; Path=/").doesNotContain("Max-Age", "Secure");
        String session = set.substring(0, set.indexOf(';'));

        HttpResponse<String> me =
                client.http.send(client.http.anonymous("/api/auth/me").header("Cookie", session));
        assertThat(me.statusCode()).isEqualTo(200);
        String csrf = cookie(me, "XSRF-TOKEN").replaceFirst("XSRF-TOKEN=([^;]*).*", "$1");
        assertThat(client.status(session.substring("HUB_CUSTOMER=".length()))).isEqualTo(401);

        assertThat(client.http
                        .send(request("/api/auth/logout")
                                .header("Cookie", session)
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.http
                        .send(request("/api/auth/logout")
                                .header("Cookie", session + "; XSRF-TOKEN=" + csrf)
                                .header("X-XSRF-TOKEN", "another")
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(403);
        var left = client.http.send(request("/api/auth/logout")
                .header("Cookie", session + "; XSRF-TOKEN=" + csrf)
                .header("X-XSRF-TOKEN", csrf)
                .POST(BodyPublishers.ofString("{}")));
        assertThat(left.statusCode()).as(left.body()).isEqualTo(200);
        assertThat(cookie(left, "HUB_CUSTOMER")).contains("Max-Age=0");
        assertThat(client.http
                        .send(client.http.anonymous("/api/auth/me").header("Cookie", session))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void signingInAgainEndsTheCookieBeforeAndTakesNoneFromOutside() {
        signedUp();
        String planted = "HUB_CUSTOMER=1|" + "A".repeat(43);
        var refused = client.http.send(request("/api/auth/login")
                .header("Cookie", planted)
                .POST(BodyPublishers.ofString(
                        AccountsClient.json("email", email, "password", PASSWORD, "cookie", true))));
        assertThat(refused.statusCode()).as("a planted cookie signs nobody in").isEqualTo(403);
        String first = pair(client.post("/api/auth/login", "email", email, "password", PASSWORD, "cookie", true));
        var second = client.http.send(request("/api/auth/login")
                .header("Cookie", first + "; XSRF-TOKEN=abc")
                .header("X-XSRF-TOKEN", "abc")
                .POST(BodyPublishers.ofString(
                        AccountsClient.json("email", email, "password", PASSWORD, "cookie", true, "remember", true))));
        assertThat(cookie(second, "HUB_CUSTOMER")).contains("Max-Age=2592000");
        assertThat(pair(second)).isNotEqualTo(first);
        assertThat(client.http
                        .send(client.http.anonymous("/api/auth/me").header("Cookie", first))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void anotherSiteCannotSignAnybodyIn() {
        var response = client.http.send(request("/api/auth/login")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.ofString(
                        AccountsClient.json("email", email, "password", PASSWORD, "cookie", true))));
        assertThat(response.statusCode()).isEqualTo(403);
        var form = client.http.send(client.http
                .anonymous("/api/auth/login")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(AccountsClient.json("email", email, "password", PASSWORD))));
        assertThat(form.statusCode()).isEqualTo(415);
    }

    @Test
    void aClientCannotClaimAnotherAddress() {
        client.http.send(request("/api/auth/login")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("Forwarded", "for=203.0.113.9")
                .POST(BodyPublishers.ofString(AccountsClient.json("email", email, "password", "wrong one"))));
        assertThat(database.sql("SELECT DISTINCT address FROM account_event WHERE customer_id = ?")
                        .param(id)
                        .query(String.class)
                        .list())
                .containsExactly("127.0.0.1");
    }

    private HttpRequest.Builder request(String path) {
        return client.http.anonymous(path).header("Content-Type", "application/json");
    }

    private static String pair(HttpResponse<String> response) {
        String set = cookie(response, "HUB_CUSTOMER");
        return set.substring(0, set.indexOf(';'));
    }

    private static String cookie(HttpResponse<String> response, String name) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(set -> set.startsWith(name + "="))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(response.statusCode() + " " + response.headers() + response.body()));
    }
}
