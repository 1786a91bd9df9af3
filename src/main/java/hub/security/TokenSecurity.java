package hub.security;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/** Where users get and return their tokens, and the keys that verify them: for everybody. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class TokenSecurity {
    /** Before the chains of {@code /api/v1}. */
    static final int ORDER = ApiSecurity.ORDER - 20;

    @Bean
    @Order(ORDER)
    SecurityFilterChain tokenChain(HttpSecurity http) throws Exception {
        return http.securityMatcher(Paths.of("/api/v1/auth/**", "/.well-known/jwks.json"))
                .authorizeHttpRequests(rules -> rules.requestMatchers(
                                Paths.of(HttpMethod.POST, "/api/v1/auth/token", "/api/v1/auth/revoke"))
                        .permitAll()
                        .requestMatchers(Paths.of(HttpMethod.GET, "/.well-known/jwks.json"))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(answers -> answers.authenticationEntryPoint(new ProblemAnswers.Fixed(404))
                        .accessDeniedHandler(new ProblemAnswers.Fixed(404)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie speaks for anybody here.
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(new CrossSiteFilter(), AnonymousAuthenticationFilter.class)
                .headers(Headers.forData())
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }
}
