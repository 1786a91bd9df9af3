package hub.security;

import accounts.RequestOrigin;
import hub.web.Problem;
import hub.web.Problems;
import java.util.UUID;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** What the chains share whose callers sign in anew with each request: by {@code Authorization}, or in a browser by a cookie. */
final class CookieSecurity {
    private static final AuthenticationEntryPoint BEARER = (request, response, refused) -> {
        response.setHeader("WWW-Authenticate", "Bearer realm=\"odoo-hub\"");
        Problems.write(response, Problem.of(401));
    };

    private CookieSecurity() {}

    /**
     * Other sites are kept out.
     *
     * @param spokenForByCookie the requests that need the CSRF token, because nothing but a cookie speaks for them
     */
    static HttpSecurity guard(HttpSecurity http, RequestMatcher spokenForByCookie) throws Exception {
        return http.csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse())
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        // Each request signs in anew; the token is to outlast that.
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                        .requireCsrfProtectionMatcher(spokenForByCookie))
                .addFilterBefore(new CrossSiteFilter(), CsrfFilter.class);
    }

    /** Nothing of Spring Security's own is kept or asked for; who is not signed in is told of the bearer token. */
    static HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.anonymous(nobody -> nobody.authenticationFilter(withOrigin()))
                .exceptionHandling(answers ->
                        answers.authenticationEntryPoint(BEARER).accessDeniedHandler(new ProblemAnswers.Fixed(403)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(Headers.forData())
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
    }

    private static AnonymousAuthenticationFilter withOrigin() {
        AnonymousAuthenticationFilter nobody =
                new AnonymousAuthenticationFilter(UUID.randomUUID().toString());
        nobody.setAuthenticationDetailsSource(RequestOrigin::of);
        return nobody;
    }
}
