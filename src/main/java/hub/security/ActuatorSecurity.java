package hub.security;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/** What monitoring asks: whether we live is for everybody, details and figures and what we are made of are for administrators over HTTP Basic. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ActuatorSecurity {
    static final int ORDER = 300;

    @Bean
    @Order(ORDER)
    SecurityFilterChain actuatorChain(HttpSecurity http, SignInThrottle throttle) throws Exception {
        return http.securityMatcher(Paths.of("/health", "/health/**", "/info", "/prometheus", "/sbom", "/sbom/**"))
                .authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(Paths.of("/health", "/health/liveness", "/health/readiness"))
                        .permitAll()
                        .anyRequest()
                        .hasRole(Administrator.ROLE))
                .httpBasic(basic -> basic.authenticationEntryPoint(new ProblemAnswers.Basic()))
                .exceptionHandling(answers -> answers.authenticationEntryPoint(new ProblemAnswers.Basic())
                        .accessDeniedHandler(new ProblemAnswers.Fixed(403)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(throttle.filter(), BasicAuthenticationFilter.class)
                .headers(Headers.forData())
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }
}
