package accounts.users;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import hub.HubTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Tokens: given, used, refreshed, taken back. */
class UserTokensTest extends UsersTest {
    @Autowired
    SigningKeys keys;

    @Test
    void aPasswordGivesATokenThatOthersCanVerify() throws Exception {
        HttpResponse<String> response = signIn(username, PASSWORD);
        JsonNode granted = json(response);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(granted.path("token_type").asText()).isEqualTo("bearer");
        assertThat(granted.path("expires_in").asInt()).isEqualTo(600);
        SignedJWT token = SignedJWT.parse(granted.path("access_token").asText());
        HttpResponse<String> published = http.send(http.anonymous("/.well-known/jwks.json"));
        assertThat(published.body()).doesNotContain("\"d\"", "\"p\"", "\"q\"");
        var key = JWKSet.parse(published.body()).getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly("odoo-hub");
        assertThat(claims.getSubject()).isEqualTo(Long.toString(userId));
        assertThat(claims.getStringClaim("role")).isEqualTo("user");
        assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime())
                .isEqualTo(600_000);

        JsonNode me = json(get(granted.path("access_token").asText(), "/api/v1/users/me"));
        assertThat(me.path("username").asText()).isEqualTo(username);
        assertThat(me.path("sessions").asInt()).isEqualTo(1);
        assertThat(me.path("last_sign_in_at").isNull()).isFalse();
    }

    @Test
    void aUserSignsInByNameOrAddressInWhateverCase() {
        for (String name :
                List.of(username.toUpperCase(), username.toLowerCase() + "@EXAMPLE.com", " " + username + " ")) {
            assertThat(signIn(name, PASSWORD).statusCode()).as(name).isEqualTo(200);
        }
    }

    @Test
    void aRefusedSignInSaysTheSameForEveryCause() {
        Map<String, Object> wrong = seen(signIn(username, "not the password"));
        assertThat(wrong).containsEntry("status", 400);
        JsonNode body = json(signIn(username, "not the password"));
        assertThat(body.path("error").asText()).isEqualTo("invalid_grant");
        assertThat(body.path("success").asBoolean(true)).isFalse();
        assertThat(body.path("message").asText())
                .isEqualTo(body.path("error_description").asText());
        assertThat(body.path("errors").get(0).asText())
                .isEqualTo(body.path("message").asText());
        long disabled = user(username + "-disabled", Role.USER);
        administration.change(disabled, Map.of("enabled", false), "test");
        database.sql("INSERT INTO hub_user (username, created_by, issuer, subject) VALUES (?, 'test', 'x', ?)")
                .params(username + "-elsewhere", username)
                .update();
        for (String name : List.of(
                "nobody",
                username + "-disabled",
                username + "-elsewhere",
                "' OR 1=1 --",
                "x".repeat(400),
                "a\u0000b",
                HubTest.ADMIN)) {
            assertThat(seen(signIn(name, PASSWORD))).as(name).isEqualTo(wrong);
        }
        assertThat(seen(signIn(username, "x".repeat(5000)))).isEqualTo(wrong);
        assertThat(database.sql("SELECT count(*) FROM account_event WHERE event = 'token' AND NOT succeeded"
                                + " AND user_id = :id")
                        .param("id", userId)
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void whatIsNoRequestForATokenIsSaidInTheWordsOfOAuth() {
        assertThat(error(form("/api/v1/auth/token", "grant_type", "client_credentials")))
                .isEqualTo("400 unsupported_grant_type");
        assertThat(error(form("/api/v1/auth/token", "username", username))).isEqualTo("400 invalid_request");
        assertThat(error(form("/api/v1/auth/token", "username", "a", "username", "b", "password", "c")))
                .isEqualTo("400 invalid_request");
        assertThat(error(form("/api/v1/auth/token?username=" + username + "&password=x", "grant_type", "password")))
                .as("credentials in the address")
                .isEqualTo("400 invalid_request");
        assertThat(http.send(http.anonymous("/api/v1/auth/token")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(415);
        assertThat(http.send(http.anonymous("/api/v1/auth/token")).statusCode()).isEqualTo(404);
        assertThat(form("/api/v1/auth/token", "username", "x".repeat(20_000)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void tooManyAttemptsAtOneUserAreHeldUpAndNoOther() {
        List<Integer> statuses = IntStream.range(0, 65)
                .mapToObj(i -> signIn(username, "wrong " + i).statusCode())
                .toList();
        assertThat(statuses).startsWith(400, 400).endsWith(429);
        HttpResponse<String> held = signIn(username, PASSWORD);
        assertThat(error(held)).isEqualTo("429 temporarily_unavailable");
        assertThat(held.headers().firstValueAsLong("Retry-After")).isPresent();
        user(username + "-other", Role.USER);
        assertThat(signIn(username + "-other", PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenIsGoodOnceAndItsSecondUseEndsTheSignIn() {
        JsonNode first = signedIn(username);
        String other = accessToken(username);
        JsonNode second = json(refresh(first.path("refresh_token").asText()));
        String access = second.path("access_token").asText();
        assertThat(status(access)).isEqualTo(200);
        assertThat(status(first.path("access_token").asText())).isEqualTo(200);

        assertThat(error(refresh(first.path("refresh_token").asText()))).isEqualTo("400 invalid_grant");
        assertThat(status(access)).as("ended at once").isEqualTo(401);
        assertThat(error(refresh(second.path("refresh_token").asText()))).isEqualTo("400 invalid_grant");
        assertThat(status(other)).as("another sign-in").isEqualTo(200);
    }

    @Test
    void aRefreshTokenEndsWithItsTimeAndItsSignIn() {
        String token = signedIn(username).path("refresh_token").asText();
        database.sql("UPDATE refresh_token SET expires_at = now() WHERE id = ?")
                .param(Long.valueOf(token.split("\\.")[0]))
                .update();
        assertThat(error(refresh(token))).isEqualTo("400 invalid_grant");
        String late = signedIn(username).path("refresh_token").asText();
        database.sql("UPDATE user_session SET expires_at = now()").update();
        assertThat(error(refresh(late))).isEqualTo("400 invalid_grant");
        assertThat(error(refresh("1." + "A".repeat(43)))).isEqualTo("400 invalid_grant");
        assertThat(error(refresh("nonsense"))).isEqualTo("400 invalid_grant");
    }

    @Test
    void eitherTokenEndsItsSignIn() {
        for (String which : List.of("access_token", "refresh_token")) {
            JsonNode granted = signedIn(username);
            HttpResponse<String> revoked =
                    form("/api/v1/auth/revoke", "token", granted.path(which).asText());
            assertThat(revoked.statusCode()).isEqualTo(200);
            assertThat(revoked.body())
                    .isEqualTo(form("/api/v1/auth/revoke", "token", "nonsense").body());
            assertThat(status(granted.path("access_token").asText())).isEqualTo(401);
            assertThat(refresh(granted.path("refresh_token").asText()).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void theNewestKeySignsAndTheOneBeforeStillVerifies() throws Exception {
        String before = accessToken(username);
        keys.rotate();
        String after = accessToken(username);
        assertThat(SignedJWT.parse(after).getHeader().getKeyID())
                .isNotEqualTo(SignedJWT.parse(before).getHeader().getKeyID());
        assertThat(status(before)).isEqualTo(200);
        assertThat(status(after)).isEqualTo(200);
        keys.rotateAndForget();
        assertThat(status(before)).isEqualTo(401);
        assertThat(status(after)).isEqualTo(401);
        assertThat(status(accessToken(username))).isEqualTo(200);
    }

    @Test
    void aRefusalTakesAsLongForAStrangerAsForAUser() {
        List<Double> known = new ArrayList<>();
        List<Double> unknown = new ArrayList<>();
        for (int i = -3; i < 25; i++) {
            double one = milliseconds(() -> signIn(username, "not the password"));
            double other = milliseconds(() -> signIn(username + "-nobody", "not the password"));
            if (i >= 0) {
                known.add(one);
                unknown.add(other);
            }
        }
        Collections.sort(known);
        Collections.sort(unknown);
        double a = known.get(known.size() / 2);
        double b = unknown.get(unknown.size() / 2);
        assertThat(Math.abs(a - b))
                .as("medians %.1f ms and %.1f ms", a, b)
                .isLessThan(Math.max(8, 0.35 * Math.max(a, b)));
    }

    private static double milliseconds(Supplier<HttpResponse<String>> attempt) {
        long begin = System.nanoTime();
        assertThat(attempt.get().statusCode()).isEqualTo(400);
        return (System.nanoTime() - begin) / 1e6;
    }

    private static String error(HttpResponse<String> response) {
        return response.statusCode() + " " + json(response).path("error").asText();
    }

    /** All that a client sees but the clock. */
    static Map<String, Object> seen(HttpResponse<String> response) {
        Map<String, Object> seen = new TreeMap<>(response.headers().map());
        seen.remove("date");
        seen.put("status", response.statusCode());
        seen.put("body", response.body());
        return seen;
    }
}
