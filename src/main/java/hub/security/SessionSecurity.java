package hub.security;

import accounts.CustomerAuthentication;
import accounts.TokenFilter;
import accounts.Tokens;
import accounts.sessions.OdooSessionFilter;
import accounts.sessions.OdooSessions;
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
 * Sessions of Odoo's users, and the clients' portal: for customers with their token, for users of Odoo with their session, and
 * what is public for everybody. By {@code Authorization}, or in a browser by a cookie, which then needs the CSRF token for
 * whatever changes something.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SessionSecurity {
    static final int ORDER = CustomerSecurity.ORDER + 2;
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
        return CookieSecurity.guard(CookieSecurity.stateless(http), SessionSecurity::speaksThroughCookie)
                .securityMatcher(Paths.of("/web/session/**", "/api/portal", "/api/portal/**"))
                .authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(Paths.of(PUBLIC))
                        .permitAll()
                        .anyRequest()
                        .hasAnyRole(CustomerAuthentication.ROLE, "USER", "MANAGER"))
                .addFilterAfter(
                        new CsrfCookieFilter() {
                            @Override
                            protected boolean shouldNotFilter(HttpServletRequest request) {
                                return !SafeMethods.isSafe(request) && !signsIn(request)
                                        || TokenFilter.bringsBearer(request);
                            }
                        },
                        CsrfFilter.class)
                .addFilterBefore(new TokenFilter(tokens), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new OdooSessionFilter(sessions), AnonymousAuthenticationFilter.class)
                .build();
    }

    /** Signing in needs no token: it uses no session, and {@link CrossSiteFilter} keeps other sites out. */
    private static boolean speaksThroughCookie(HttpServletRequest request) {
        return !SafeMethods.isSafe(request)
                && !signsIn(request)
                && (TokenFilter.bringsCookie(request) || OdooSessionFilter.bringsCookie(request))
                && !TokenFilter.bringsBearer(request);
    }

    private static boolean signsIn(HttpServletRequest request) {
        return request.getRequestURI().endsWith(AUTHENTICATE);
    }
}
