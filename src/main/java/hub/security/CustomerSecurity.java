package hub.security;

import accounts.CustomerAuthentication;
import accounts.RequestOrigin;
import accounts.TokenFilter;
import accounts.Tokens;
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
 * What customers use: their sign-in, and the data of their dashboard. By a token in {@code Authorization}, or in a browser by
 * a cookie, which then needs the CSRF token for whatever changes something.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class CustomerSecurity {
    static final int ORDER = 110;
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Bean
    @Order(ORDER)
    SecurityFilterChain customerChain(HttpSecurity http, Tokens tokens) throws Exception {
        AuthenticationEntryPoint bearer = (request, response, refused) -> {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"odoo-hub\"");
            Problems.write(response, Problem.of(401));
        };
        return http.securityMatcher(Paths.of("/api/auth", "/api/auth/**", "/api/dashboard", "/api/dashboard/**"))
                .authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(Paths.of(
                                "/api/auth/check-email",
                                "/api/auth/send-setup-link",
                                "/api/auth/set-password",
                                "/api/auth/quick-setup",
                                "/api/auth/login",
                                "/api/auth/forgot-password",
                                "/api/auth/signup",
                                "/api/auth/signup/confirm",
                                "/api/auth/odoo/reset-password"))
                        .permitAll()
                        .anyRequest()
                        .hasRole(CustomerAuthentication.ROLE))
                .anonymous(nobody -> nobody.authenticationFilter(withOrigin()))
                .exceptionHandling(answers ->
                        answers.authenticationEntryPoint(bearer).accessDeniedHandler(new ProblemAnswers.Fixed(403)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse())
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        // Each request signs in anew; the token is to outlast that.
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                        .requireCsrfProtectionMatcher(CustomerSecurity::speaksThroughCookie))
                .addFilterBefore(new CrossSiteFilter(), CsrfFilter.class)
                .addFilterAfter(
                        new CsrfCookieFilter() {
                            @Override
                            protected boolean shouldNotFilter(HttpServletRequest request) {
                                return !READING.contains(request.getMethod()) || TokenFilter.bringsBearer(request);
                            }
                        },
                        CsrfFilter.class)
                .addFilterBefore(new TokenFilter(tokens), AnonymousAuthenticationFilter.class)
                .headers(Headers.forData())
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private static boolean speaksThroughCookie(HttpServletRequest request) {
        return !READING.contains(request.getMethod())
                && TokenFilter.bringsCookie(request)
                && !TokenFilter.bringsBearer(request);
    }

    private static AnonymousAuthenticationFilter withOrigin() {
        AnonymousAuthenticationFilter nobody =
                new AnonymousAuthenticationFilter(UUID.randomUUID().toString());
        nobody.setAuthenticationDetailsSource(RequestOrigin::of);
        return nobody;
    }
}
