package hub.security;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * GraphiQL, where it is turned on: a page for who develops. It comes whole from the hub and shows nothing by itself: whoever asks
 * something there signs in.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnProperty("spring.graphql.graphiql.enabled")
class GraphiQlSecurity {
    @Bean
    @Order(DocumentationSecurity.ORDER + 10)
    SecurityFilterChain graphiQlChain(HttpSecurity http) throws Exception {
        return http.securityMatcher(Paths.of("/graphiql", "/graphiql/**"))
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(Headers.forGraphiQl())
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }
}
