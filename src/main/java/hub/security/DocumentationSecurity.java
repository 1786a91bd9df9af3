package hub.security;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** The contracts and Swagger UI: for everybody, to read. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class DocumentationSecurity {
    static final int ORDER = 400;

    @Bean
    @Order(ORDER)
    SecurityFilterChain documentationChain(HttpSecurity http) throws Exception {
        return http.securityMatcher(Paths.of("/swagger-ui", "/swagger-ui/**", "/openapi", "/openapi/**"))
                .authorizeHttpRequests(rules -> rules.requestMatchers(SafeMethods::isRead)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(answers -> answers.authenticationEntryPoint(new ProblemAnswers.Fixed(405))
                        .accessDeniedHandler(new ProblemAnswers.Fixed(405)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(Headers.forSwaggerUi())
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }
}
