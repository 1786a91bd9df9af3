package hub.security;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Every address that no other chain speaks for does not exist. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class LastSecurity {
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain lastChain(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(answers -> answers.authenticationEntryPoint(new ProblemAnswers.Fixed(404))
                        .accessDeniedHandler(new ProblemAnswers.Fixed(404)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(Headers.forData())
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }
}
