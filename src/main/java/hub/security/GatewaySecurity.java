package hub.security;

import accounts.ApiKeyAuthentication;
import accounts.ApiKeyFilter;
import accounts.TokenFilter;
import accounts.Tokens;
import accounts.sessions.OdooSessionFilter;
import accounts.sessions.OdooSessions;
import gateway.policy.Callers;
import gateway.policy.Grant;
import gateway.policy.Policy;
import hub.web.Problem;
import hub.web.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/**
 * The gateway to Odoo's models: whoever the policy opens something to. Users and programs as on the rest of the REST interface, customers
 * by their token or cookie (which then needs the CSRF token to change something), and nobody where the policy says {@code public}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class GatewaySecurity {
    static final int ORDER = 120;
    private static final String CHANGES = "/api/changes";
    private static final Map<String, String> METHODS =
            Map.of("POST", Grant.CREATE, "PUT", Grant.UPDATE, "PATCH", Grant.UPDATE, "DELETE", Grant.DELETE);
    private static final BearerTokenResolver USERS = new DefaultBearerTokenResolver();

    private final Policy policy;
    private final Callers callers;

    GatewaySecurity(Policy policy, Callers callers) {
        this.policy = policy;
        this.callers = callers;
    }

    @Bean
    @Order(ORDER)
    SecurityFilterChain gatewayChain(
            HttpSecurity http,
            SignInThrottle throttle,
            ApiKeyFilter.Factory keys,
            BearerTokens users,
            Tokens tokens,
            OdooSessions odooUsers)
            throws Exception {
        return users.addTo(CookieSecurity.guard(http, GatewaySecurity::speaksThroughCookie)
                        .securityMatcher(Paths.of("/api/records/**", CHANGES)))
                // A customer's token is no JWT, and neither is a session id; the filters below know them.
                .oauth2ResourceServer(bearers -> bearers.bearerTokenResolver(
                        request -> bringsCustomersToken(request) || OdooSessionFilter.bringsBearer(request)
                                ? null
                                : USERS.resolve(request)))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .access(this::decide))
                .httpBasic(basic -> basic.authenticationEntryPoint(signIn()))
                .exceptionHandling(answers ->
                        answers.authenticationEntryPoint(signIn()).accessDeniedHandler(new ProblemAnswers.Fixed(403)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(throttle.filter(), BasicAuthenticationFilter.class)
                .addFilterBefore(keys.create(ProblemAnswers::refusedKey), BasicAuthenticationFilter.class)
                .addFilterAfter(new CustomerFilter(tokens), BasicAuthenticationFilter.class)
                .addFilterAfter(new SessionFilter(odooUsers), BasicAuthenticationFilter.class)
                .headers(Headers.forFiles())
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(Customizer.withDefaults())
                .build();
    }

    /** A stranger gets no further than the policy opens to everybody, an API key of another scope nowhere; the rest the route tells. */
    private AuthorizationDecision decide(Supplier<Authentication> who, RequestAuthorizationContext context) {
        boolean nobody = callers.current().isNobody();
        if (!nobody) {
            return new AuthorizationDecision(true);
        }
        HttpServletRequest request = context.getRequest();
        if (request.getRequestURI().equals(request.getContextPath() + CHANGES)) {
            // Which changes somebody may hear of, the address itself tells.
            return new AuthorizationDecision(
                    !bringsCustomersToken(request) && !OdooSessionFilter.bringsBearer(request));
        }
        String[] parts = request.getRequestURI()
                .substring(request.getContextPath().length())
                .split("/");
        String model = parts.length > 3 ? parts[3] : "";
        String method = METHODS.getOrDefault(request.getMethod(), parts.length > 4 ? Grant.READ : Grant.LIST);
        if (method.equals(Grant.CREATE) && parts.length > 4) {
            method = parts[parts.length - 1];
        }
        // Credentials that are not good do not fall back to nobody's.
        boolean refused = who.get() instanceof ApiKeyAuthentication
                || bringsCustomersToken(request)
                || OdooSessionFilter.bringsBearer(request);
        return new AuthorizationDecision(
                !refused && policy.allows(model, callers.current().role(), method));
    }

    private static boolean bringsCustomersToken(HttpServletRequest request) {
        return TokenFilter.bringsBearer(request)
                && request.getHeader(HttpHeaders.AUTHORIZATION).indexOf('|') > 0;
    }

    private static boolean speaksThroughCookie(HttpServletRequest request) {
        return !SafeMethods.isSafe(request)
                && (TokenFilter.bringsCookie(request) || OdooSessionFilter.bringsCookie(request))
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && request.getHeader(ApiKeyFilter.HEADER) == null;
    }

    private static AuthenticationEntryPoint signIn() {
        return (request, response, refused) -> {
            response.addHeader("WWW-Authenticate", "Bearer realm=\"odoo-hub\"");
            response.addHeader("WWW-Authenticate", "Basic realm=\"odoo-hub\"");
            Problems.write(response, Problem.of(401));
        };
    }

    /** A customer, unless somebody else has signed in already; a token that is not good ends the request. */
    private static final class CustomerFilter extends TokenFilter {
        CustomerFilter(Tokens tokens) {
            super(tokens);
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            boolean other = SecurityContextHolder.getContext().getAuthentication() != null;
            return other || TokenFilter.bringsBearer(request) && !bringsCustomersToken(request);
        }
    }

    /** A user of Odoo, unless somebody else has signed in already. */
    private static final class SessionFilter extends OdooSessionFilter {
        SessionFilter(OdooSessions sessions) {
            super(sessions);
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return SecurityContextHolder.getContext().getAuthentication() != null;
        }
    }
}
