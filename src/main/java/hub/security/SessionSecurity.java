package hub.security;

import accounts.CustomerAuthentication;
import accounts.RequestOrigin;
import accounts.TokenFilter;
import accounts.Tokens;
import accounts.sessions.OdooSessionFilter;
import accounts.sessions.OdooSessions;
import hub.web.Problem;
import hub.web.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;

/**
 * Sessions of Odoo's users, and the clients' portal: for customers with their token, for users of Odoo with their session, and
 * what is public for everybody. By {@code Authorization}, or in a browser by a cookie, which then needs the CSRF token for
 * whatever changes something.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SessionSecurity {
    static final int ORDER = CustomerSecurity.ORDER + 2;
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String AUTHENTICATE = "/web/session/authenticate";

    /** What nobody has to sign in for. */
    private static final String[] PUBLIC = {
        AUTHENTICATE,
        "/api/portal/changes",
        "/api/portal/events",
        "/api/portal/events/*",
        "/api/portal/events/*/registrations"
    };

    @Bean
    @Order(ORDER)
    SecurityFilterChain sessionChain(HttpSecurity http, Tokens tokens, OdooSessions sessions) throws Exception {
        AuthenticationEntryPoint bearer = (request, response, refused) -> {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"odoo-hub\"");
            Problems.write(response, Problem.of(401));
        };
        return http.securityMatcher(Paths.of("/web/session/**", "/api/portal", "/api/portal/**"))
                .authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(Paths.of(PUBLIC))
                        .permitAll()
                        .anyRequest()
                        .hasAnyRole(CustomerAuthentication.ROLE, "USER", "MANAGER"))
                .anonymous(nobody -> nobody.authenticationFilter(withOrigin()))
                .exceptionHandling(answers ->
                        answers.authenticationEntryPoint(bearer).accessDeniedHandler(new ProblemAnswers.Fixed(403)))
                .sessionManagement(sessionless -> sessionless.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse())
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        // Each request signs in anew; the token is to outlast that.
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                        .requireCsrfProtectionMatcher(SessionSecurity::speaksThroughCookie))
                .addFilterBefore(new CrossSiteFilter(), CsrfFilter.class)
                .addFilterAfter(
                        new CsrfCookieFilter() {
                            @Override
                            protected boolean shouldNotFilter(HttpServletRequest request) {
                                return !READING.contains(request.getMethod()) && !signsIn(request)
                                        || TokenFilter.bringsBearer(request);
                            }
                        },
                        CsrfFilter.class)
                .addFilterBefore(new TokenFilter(tokens), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new OdooSessionFilter(sessions), AnonymousAuthenticationFilter.class)
                .headers(Headers.forData())
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Signing in needs no token: it uses no session, and {@link CrossSiteFilter} keeps other sites out. */
    private static boolean speaksThroughCookie(HttpServletRequest request) {
        return !READING.contains(request.getMethod())
                && !signsIn(request)
                && (TokenFilter.bringsCookie(request) || OdooSessionFilter.bringsCookie(request))
                && !TokenFilter.bringsBearer(request);
    }

    private static boolean signsIn(HttpServletRequest request) {
        return request.getRequestURI().endsWith(AUTHENTICATE);
    }

    private static AnonymousAuthenticationFilter withOrigin() {
        AnonymousAuthenticationFilter nobody =
                new AnonymousAuthenticationFilter(UUID.randomUUID().toString());
        nobody.setAuthenticationDetailsSource(RequestOrigin::of);
        return nobody;
    }
}
