package accounts.users;

import static hub.HubHttp.json;
import static hub.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Tokens of an OpenID provider, beside ours. */
class OidcTest extends UsersTest {
    @Autowired
    SigningKeys keys;

    @Test
    void aTokenOfTheProviderIsGoodForTheRoleThatItGives() throws Exception {
        String token = OPENID.token(set -> set);
        assertThat(get(token, "/api/v1/sync/runs").statusCode()).isEqualTo(200);
        assertProblem(get(token, "/api/v1/users"), 403);
        var me = json(get(token, "/api/v1/users/me"));
        assertThat(me.path("username").asText()).startsWith("erika");
        assertThat(me.path("issuer").asText()).isEqualTo(OPENID.issuer());
        assertThat(status(OPENID.tokenByEllipticCurve())).isEqualTo(200);
        assertThat(json(get(OPENID.tokenByEllipticCurve(), "/api/v1/users/me")).path("id"))
                .isEqualTo(me.path("id"));

        String admin = OPENID.token(set -> set.claim("realm_access", Map.of("roles", List.of("admin", "user"))));
        assertThat(get(admin, "/api/v1/users").statusCode()).isEqualTo(200);
    }

    @Test
    void aNameThatIsTakenHereStaysItsOwners() throws Exception {
        String token = OPENID.token(set -> set.subject("namesake").claim("preferred_username", username.toUpperCase()));
        var me = json(get(token, "/api/v1/users/me"));
        assertThat(me.path("id").asLong()).isNotEqualTo(userId);
        assertThat(me.path("username").asText()).isEqualTo(username.toUpperCase() + "-2");
        assertThat(signIn(username.toUpperCase() + "-2", PASSWORD).statusCode()).isEqualTo(400);
    }

    @Test
    void aUserOfTheProviderCanBeDisabledHere() throws Exception {
        String token = OPENID.token(set -> set.subject("leaver").claim("preferred_username", "leaver"));
        long id = json(get(token, "/api/v1/users/me")).path("id").asLong();
        administration.change(id, Map.of("enabled", false), "test");
        Awaitility.await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> assertThat(status(token))
                .isEqualTo(401));
    }

    @Test
    void whatIsNotTheProvidersOrNotForUsIsRefused() throws Exception {
        Instant now = Instant.now();
        for (UnaryOperator<JWTClaimsSet.Builder> change : List.<UnaryOperator<JWTClaimsSet.Builder>>of(
                set -> set.audience("another-program"),
                set -> set.audience((String) null),
                set -> set.expirationTime(Date.from(now.minusSeconds(120))),
                set -> set.expirationTime(null),
                set -> set.notBeforeTime(Date.from(now.plusSeconds(120))),
                set -> set.subject(null),
                set -> set.issuer(OPENID.issuer() + "/"),
                set -> set.issuer("http://127.0.0.1:1"),
                set -> set.claim("realm_access", Map.of("roles", List.of("offline_access"))),
                set -> set.claim("realm_access", "admin"),
                set -> set.claim("realm_access", null).claim("role", "admin"))) {
            assertProblem(get(OPENID.token(change), "/api/v1/users/me"), 401);
        }
    }

    @Test
    void neitherAuthoritySignsForTheOther() throws Exception {
        String ours = accessToken(username);
        RSAKey key = keys.current();
        // Our key, their claims.
        assertProblem(get(signed(key, OPENID.claims(set -> set)), "/api/v1/users/me"), 401);
        // Their key, our claims.
        assertProblem(get(signed(OPENID.rsa(), SignedJWT.parse(ours).getJWTClaimsSet()), "/api/v1/users/me"), 401);
    }

    @Test
    void noSignatureAndThePublicKeyAsASecretAreRefused() throws Exception {
        String claims = OPENID.claims(set -> set).toString();
        String none = Base64URL.encode("{\"alg\":\"none\"}") + "." + Base64URL.encode(claims) + ".";
        assertProblem(get(none, "/api/v1/users/me"), 401);
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("provider-rsa").build(), OPENID.claims(set -> set));
        confused.sign(new MACSigner(OPENID.rsa().toRSAPublicKey().getEncoded()));
        assertProblem(get(confused.serialize(), "/api/v1/users/me"), 401);
    }

    private static String signed(RSAKey by, JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(by.getKeyID())
                        .build(),
                claims);
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }
}
