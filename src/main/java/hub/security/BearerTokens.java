package hub.security;

import accounts.users.AccessTokens;
import hub.web.Problem;
import hub.web.Problems;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.authentication.AuthenticationManager;
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

    BearerTokens(AccessTokens own) {
        this.own = own;
    }

    /** @return the same, as builders do */
    HttpSecurity addTo(HttpSecurity http) throws Exception {
        return http.oauth2ResourceServer(tokens -> tokens.authenticationManagerResolver(request -> manager())
                .authenticationEntryPoint(refused())
                .accessDeniedHandler(new ProblemAnswers.Fixed(403)));
    }

    private AuthenticationManager manager() {
        return this::authenticate;
    }

    private Authentication authenticate(Authentication brought) throws AuthenticationException {
        String token = ((BearerTokenAuthenticationToken) brought).getToken();
        return own.read(token, brought.getDetails()).orElseThrow(() -> new InvalidBearerTokenException(SENTENCE));
    }

    private static AuthenticationEntryPoint refused() {
        return (request, response, refusal) -> {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"odoo-hub\", error=\"invalid_token\"");
            Problems.write(response, Problem.of(401, SENTENCE));
        };
    }
}
