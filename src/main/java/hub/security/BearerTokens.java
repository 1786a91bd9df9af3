package hub.security;

import accounts.users.AccessTokens;
import accounts.users.UserAuthentication;
import com.nimbusds.jwt.JWTParser;
import hub.web.Problem;
import hub.web.Problems;
import java.text.ParseException;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/**
 * Sign-in by {@code Authorization: Bearer}: tokens of our own, and those of an OpenID provider where there is one. For any
 * chain: {@code bearerTokens.addTo(http)}.
 */
@Component
@ConditionalOnWebApplication
class BearerTokens {
    private static final String SENTENCE = "This token is not good, or not any more; sign in again.";

    private final AccessTokens own;
    private final OidcTokens oidc;

    BearerTokens(AccessTokens own, OidcTokens oidc) {
        this.own = own;
        this.oidc = oidc;
    }

    /** @return the same, as builders do */
    HttpSecurity addTo(HttpSecurity http) throws Exception {
        return http.oauth2ResourceServer(tokens -> tokens.authenticationManagerResolver(request -> this::authenticate)
                .authenticationEntryPoint(refused())
                .accessDeniedHandler(new ProblemAnswers.Fixed(403)));
    }

    private Authentication authenticate(Authentication brought) throws AuthenticationException {
        String token = ((BearerTokenAuthenticationToken) brought).getToken();
        Optional<UserAuthentication> user = oidc.isSet() && oidc.areFrom(issuer(token))
                ? oidc.read(token).map(known -> new UserAuthentication(known, 0, brought.getDetails()))
                : own.read(token, brought.getDetails());
        return user.orElseThrow(() -> new InvalidBearerTokenException(SENTENCE));
    }

    /** What the token says of its issuer, to know who is to verify it. */
    private static String issuer(String token) {
        try {
            return JWTParser.parse(token).getJWTClaimsSet().getIssuer();
        } catch (ParseException | RuntimeException noToken) {
            return null;
        }
    }

    private static AuthenticationEntryPoint refused() {
        return (request, response, refusal) -> {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"odoo-hub\", error=\"invalid_token\"");
            Problems.write(response, Problem.of(401, SENTENCE));
        };
    }
}
