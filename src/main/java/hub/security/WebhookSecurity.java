package hub.security;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Where Odoo posts what changed: whoever knows the secret in the address. No session, no cookie, no credentials. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class WebhookSecurity {
    static final int ORDER = ActuatorSecurity.ORDER + 10;

    @Bean
    @Order(ORDER)
    SecurityFilterChain webhookChain(HttpSecurity http) throws Exception {
        return http.securityMatcher(Paths.of("/webhooks/odoo/**"))
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie speaks for anybody here.
                .csrf(AbstractHttpConfigurer::disable)
                .headers(Headers.forData())
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }
}
