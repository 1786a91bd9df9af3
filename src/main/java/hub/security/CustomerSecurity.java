package hub.security;

import accounts.CustomerAuthentication;
import accounts.TokenFilter;
import accounts.Tokens;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;

/**
 * What customers use: their sign-in, and the data of their dashboard. By a token in {@code Authorization}, or in a browser by
 * a cookie, which then needs the CSRF token for whatever changes something.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class CustomerSecurity {
    static final int ORDER = 110;

    @Bean
    @Order(ORDER)
    SecurityFilterChain customerChain(HttpSecurity http, Tokens tokens) throws Exception {
        return CookieSecurity.guard(CookieSecurity.stateless(http), CustomerSecurity::speaksThroughCookie)
                .securityMatcher(Paths.of("/api/auth", "/api/auth/**", "/api/dashboard", "/api/dashboard/**"))
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
                .addFilterAfter(
                        new CsrfCookieFilter() {
                            @Override
                            protected boolean shouldNotFilter(HttpServletRequest request) {
                                return !SafeMethods.isSafe(request) || TokenFilter.bringsBearer(request);
                            }
                        },
                        CsrfFilter.class)
                .addFilterBefore(new TokenFilter(tokens), AnonymousAuthenticationFilter.class)
                .build();
    }

    private static boolean speaksThroughCookie(HttpServletRequest request) {
        return !SafeMethods.isSafe(request) && TokenFilter.bringsCookie(request) && !TokenFilter.bringsBearer(request);
    }
}
