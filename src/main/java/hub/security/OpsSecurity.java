package hub.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** What operators use in a browser: Hawtio, and below it Jolokia, behind a sign-in form and a session. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class OpsSecurity {
    static final int ORDER = 200;
    private static final String SIGN_IN = "/ops/login";

    @Bean
    @Order(ORDER - 1)
    SecurityFilterChain opsSignInChain(HttpSecurity http, SignInThrottle throttle) throws Exception {
        return withOwnSession(http.securityMatcher(Paths.of("/ops", "/ops/**")))
                .authorizeHttpRequests(rules -> rules.requestMatchers(Paths.of(SIGN_IN, "/ops/login.js"))
                        .permitAll()
                        .dispatcherTypeMatchers(DispatcherType.FORWARD)
                        .permitAll()
                        .anyRequest()
                        .hasRole(Administrator.ROLE))
                .formLogin(form -> form.loginPage(SIGN_IN)
                        .loginProcessingUrl(SIGN_IN)
                        .defaultSuccessUrl("/hawtio", false)
                        .failureUrl(SIGN_IN + "?refused"))
                .logout(logout -> logout.logoutRequestMatcher(
                                PathPatternRequestMatcher.withDefaults().matcher("/ops/logout"))
                        .logoutSuccessUrl(SIGN_IN + "?left"))
                .addFilterBefore(throttle.filter(), UsernamePasswordAuthenticationFilter.class)
                .headers(Headers.forPages())
                .build();
    }

    @Bean
    @Order(ORDER)
    SecurityFilterChain hawtioChain(HttpSecurity http) throws Exception {
        RequestMatcher jolokia = Paths.of("/jolokia", "/jolokia/**", "/hawtio/jolokia", "/hawtio/jolokia/**");
        return withOwnSession(http.securityMatcher(Paths.of("/hawtio", "/hawtio/**", "/jolokia", "/jolokia/**")))
                .authorizeHttpRequests(rules -> rules.anyRequest().hasRole(Administrator.ROLE))
                .exceptionHandling(
                        answers -> answers.defaultAuthenticationEntryPointFor(new ProblemAnswers.Fixed(401), jolokia)
                                .defaultAuthenticationEntryPointFor(
                                        new LoginUrlAuthenticationEntryPoint(SIGN_IN), request -> true)
                                .accessDeniedHandler(new ProblemAnswers.Fixed(403)))
                .headers(Headers.forHawtio())
                .build();
    }

    /**
     * The REST interface for the page {@code /ops}: who is signed in there needs no password again. Only requests that bring
     * the session and no other credentials come here; all others go on to the chain of {@link ApiSecurity}.
     */
    @Bean
    @Order(ApiSecurity.ORDER - 10)
    SecurityFilterChain opsRestChain(HttpSecurity http) throws Exception {
        RequestMatcher rest = Paths.of("/api/v1/**");
        return withOwnSession(http.securityMatcher(request -> rest.matches(request) && bringsOnlySession(request)))
                .authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .hasRole(Administrator.ROLE))
                .exceptionHandling(answers -> answers.authenticationEntryPoint(new ProblemAnswers.Fixed(401))
                        .accessDeniedHandler(new ProblemAnswers.Fixed(403)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .addFilterBefore(new CrossSiteFilter(), CsrfFilter.class)
                .headers(Headers.forData())
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    private static boolean bringsOnlySession(HttpServletRequest request) {
        return request.getHeader("Authorization") == null
                && request.getHeader("X-API-Key") == null
                && request.isRequestedSessionIdValid();
    }

    /** The CSRF token travels in a cookie that scripts may read and send back, which is how Hawtio does it. */
    private static HttpSecurity withOwnSession(HttpSecurity http) throws Exception {
        return http.csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse())
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler()))
                .addFilterAfter(new CsrfCookieFilter(), CsrfFilter.class);
    }
}
