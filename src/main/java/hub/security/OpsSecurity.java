package hub.security;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
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
                .authorizeHttpRequests(rules -> rules.requestMatchers(Paths.of(SIGN_IN, "/ops/ops.css", "/ops/ops.js"))
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

    /** The CSRF token travels in a cookie that scripts may read and send back, which is how Hawtio does it. */
    private static HttpSecurity withOwnSession(HttpSecurity http) throws Exception {
        return http.csrf(csrf -> csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse())
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler()))
                .addFilterAfter(new CsrfCookieFilter(), org.springframework.security.web.csrf.CsrfFilter.class);
    }
}
