package hub.security;

import accounts.ApiKeyFilter;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/**
 * The REST interface below {@code /api/v1}, {@code /api/odoo}, {@code /api/orders} and {@code /graphql}: a user's token, an API key for programs, or
 * HTTP Basic for the bootstrap administrator; no session.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ApiSecurity {
    static final int ORDER = 100;

    @Bean
    @Order(ORDER)
    SecurityFilterChain apiSecurityChain(
            HttpSecurity http,
            SignInThrottle throttle,
            ApiKeyFilter.Factory keys,
            BearerTokens bearerTokens,
            ContractRules rules)
            throws Exception {
        return bearerTokens
                .addTo(http.securityMatcher(
                        Paths.of("/api/v1/**", "/api/odoo/**", "/api/orders", "/api/orders/**", "/graphql")))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .access(rules))
                .httpBasic(basic -> basic.authenticationEntryPoint(new ProblemAnswers.Basic()))
                .exceptionHandling(answers -> answers.authenticationEntryPoint(new ProblemAnswers.Basic())
                        .accessDeniedHandler(new ProblemAnswers.Fixed(403)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie speaks for anybody here, and CrossSiteFilter covers credentials that a browser remembers.
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(throttle.filter(), BasicAuthenticationFilter.class)
                .addFilterBefore(new CrossSiteFilter(), BasicAuthenticationFilter.class)
                .addFilterBefore(keys.create(ProblemAnswers::refusedKey), BasicAuthenticationFilter.class)
                .headers(Headers.forData())
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(Customizer.withDefaults())
                .build();
    }
}
