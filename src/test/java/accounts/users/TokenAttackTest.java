package accounts.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import hub.HubHttp;
import hub.ProblemAssert;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Tokens that are not what they say. */
class TokenAttackTest extends UsersTest {
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    @Autowired
    SigningKeys keys;

    String good;
    RSAKey key;
    JWTClaimsSet claims;

    @BeforeEach
    void goodToken() throws Exception {
        good = accessToken(username);
        key = keys.current();
        claims = SignedJWT.parse(good).getJWTClaimsSet();
    }

    @Test
    void theTestItselfCanMakeAGoodToken() throws Exception {
        assertThat(status(signed(header(), claims, key))).isEqualTo(200);
    }

    @Test
    void aTokenSignedBySomebodyElseIsRefused() throws Exception {
        RSAKey another = new RSAKeyGenerator(2048).generate();
        refused(signed(header(), claims, another));
        String[] parts = good.split("\\.");
        refused(parts[0] + "." + parts[1] + ".");
        refused(parts[0] + "." + parts[1]);
        refused(parts[0] + "." + Base64URL.encode(claims.toString().replace("\"user\"", "\"admin\"")) + "." + parts[2]);
        refused(good.substring(0, good.length() - 4) + "AAAA");
    }

    @Test
    void aTokenWithoutASignatureIsRefused() {
        for (String none : List.of("none", "None", "NONE", "nOnE")) {
            String header = "{\"alg\":\"" + none + "\",\"typ\":\"at+jwt\",\"kid\":\"" + key.getKeyID() + "\"}";
            refused(Base64URL.encode(header) + "." + Base64URL.encode(claims.toString()) + ".");
            refused(Base64URL.encode(header) + "." + Base64URL.encode(claims.toString()) + "." + good.split("\\.")[2]);
        }
    }

    @Test
    void thePublicKeyIsNoSecretToSignWith() throws Exception {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(key.toRSAPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        String published = http.send(http.anonymous("/.well-known/jwks.json")).body();
        for (byte[] secret : List.of(
                key.toRSAPublicKey().getEncoded(),
                pem.getBytes(StandardCharsets.UTF_8),
                pem.strip().getBytes(StandardCharsets.UTF_8),
                published.getBytes(StandardCharsets.UTF_8),
                key.getModulus().decode())) {
            for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS512)) {
                SignedJWT token = new SignedJWT(
                        new JWSHeader.Builder(algorithm)
                                .type(TYPE)
                                .keyID(key.getKeyID())
                                .build(),
                        claims);
                token.sign(new MACSigner(secret));
                refused(token.serialize());
            }
        }
    }

    @Test
    void anotherAlgorithmOfTheSameKeyIsRefused() throws Exception {
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            refused(signed(
                    new JWSHeader.Builder(algorithm)
                            .type(TYPE)
                            .keyID(key.getKeyID())
                            .build(),
                    claims,
                    key));
        }
    }

    @Test
    void theHeaderDoesNotChooseTheKey() throws Exception {
        RSAKey mine = new RSAKeyGenerator(2048).keyID("mine").generate();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).type(TYPE);
        refused(signed(header.jwk(mine.toPublicJWK()).keyID("mine").build(), claims, mine));
        refused(signed(header.keyID(key.getKeyID()).build(), claims, mine));
        refused(signed(
                header.jwkURL(URI.create("http://127.0.0.1:" + port + "/jwks"))
                        .x509CertURL(URI.create("http://127.0.0.1/x"))
                        .build(),
                claims,
                mine));
        for (String kid :
                List.of("", "mine", "../../../dev/null", "' OR '1'='1", "*", key.getKeyID() + "\u0000", "null")) {
            refused(signed(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .type(TYPE)
                            .keyID(kid)
                            .build(),
                    claims,
                    key));
        }
        refused(signed(new JWSHeader.Builder(JWSAlgorithm.RS256).type(TYPE).build(), claims, key));
        refused(signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims,
                key));
        refused(signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(TYPE)
                        .keyID(key.getKeyID())
                        .criticalParams(java.util.Set.of("exp"))
                        .customParam("exp", 1)
                        .build(),
                claims,
                key));
    }

    @Test
    void theClaimsHaveToBeOurs() throws Exception {
        Instant now = Instant.now();
        long other = user(username + "-other", Role.ADMIN);
        for (Consumer<JWTClaimsSet.Builder> change : List.<Consumer<JWTClaimsSet.Builder>>of(
                set -> set.expirationTime(Date.from(now.minusSeconds(1))),
                set -> set.expirationTime(null),
                set -> set.issuer("http://127.0.0.1:8081"),
                set -> set.issuer(null),
                set -> set.issuer(claims.getIssuer() + "/"),
                set -> set.audience("another-hub"),
                set -> set.audience((String) null),
                set -> set.subject(Long.toString(other)),
                set -> set.subject(username),
                set -> set.subject(null),
                set -> set.claim("sid", null),
                set -> set.claim("sid", "0 OR 1=1"),
                set -> set.claim("sid", "999999999"),
                set -> set.notBeforeTime(Date.from(now.plusSeconds(60))))) {
            JWTClaimsSet.Builder changed = new JWTClaimsSet.Builder(claims);
            change.accept(changed);
            refused(signed(header(), changed.build(), key));
        }
    }

    @Test
    void aRoleInTheTokenGivesNothing() throws Exception {
        JWTClaimsSet admin =
                new JWTClaimsSet.Builder(claims).claim("role", "admin").build();
        ProblemAssert.assertProblem(get(signed(header(), admin, key), "/api/v1/users"), 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b", "a.b.c", "....", "e30.e30.e30", "null", "1|secret"})
    void whatIsNoTokenIsRefused(String text) {
        refused(text);
    }

    @Test
    void aTokenElsewhereThanInTheHeaderIsNone() {
        ProblemAssert.assertProblem(http.send(http.anonymous("/api/v1/users/me?access_token=" + good)), 401);
        ProblemAssert.assertProblem(
                http.send(http.anonymous("/api/v1/users/me").header("Cookie", "HUB_CUSTOMER=" + good)), 401);
        ProblemAssert.assertProblem(get(good, "/api/auth/me"), 401);
        assertThat(get(good, "/prometheus").statusCode()).isEqualTo(401);
        assertThat(get(good, "/jolokia/version").statusCode()).isEqualTo(401);
    }

    @Test
    void aUserWhoIsDisabledDeletedOrHasAnotherPasswordIsSignedOutAtOnce() {
        administration.change(userId, Map.of("enabled", false), "test");
        refused(good);
        administration.change(userId, Map.of("enabled", true), "test");
        refused(good);
        String second = accessToken(username);
        administration.setPassword(userId, PASSWORD + "!", "test");
        refused(second);
        administration.setPassword(userId, PASSWORD, "test");
        String third = accessToken(username);
        administration.signOut(userId, "test");
        refused(third);
        String fourth = accessToken(username);
        administration.delete(userId, "test");
        refused(fourth);
    }

    @Test
    void whateverElseChangesTheTableSignsOutWithinASecond() {
        assertThat(status(good)).isEqualTo(200);
        database.sql("UPDATE hub_user SET enabled = false WHERE id = ?")
                .param(userId)
                .update();
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(status(good)).isEqualTo(401));
        assertThat(database.sql("SELECT count(*) FROM user_session WHERE user_id = ? AND revoked_at IS NULL")
                        .param(userId)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void tokensThatAreRefusedDoNotCloseTheDoorForOthers() {
        for (int i = 0; i < 15; i++) {
            refused("a.b.c");
        }
        assertThat(status(good)).isEqualTo(200);
        assertThat(http.get("/api/v1/users").statusCode()).isEqualTo(200);
    }

    private void refused(String token) {
        var response = get(token, "/api/v1/users/me");
        ProblemAssert.assertProblem(response, 401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
        String said = HubHttp.json(response).path("detail").asText();
        assertThat(said).isEqualTo("This token is not good, or not any more; sign in again.");
    }

    private JWSHeader header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(TYPE)
                .keyID(key.getKeyID())
                .build();
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, RSAKey by) throws Exception {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }
}
