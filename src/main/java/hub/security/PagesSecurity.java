package hub.security;

import hub.web.StaticPages;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The customers' pages and what all pages share: for everybody, to read. They hold no data; that comes by REST, from chains
 * that ask who wants it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class PagesSecurity {
    static final int ORDER = 350;

    @Bean
    @Order(ORDER)
    SecurityFilterChain pagesChain(HttpSecurity http) throws Exception {
        RequestMatcher files = Paths.of("/pages/**");
        return http.securityMatcher(new OrRequestMatcher(
                        Paths.of(StaticPages.CUSTOMER_PAGES.toArray(String[]::new)),
                        Paths.of(StaticPages.EVENT_PAGE),
                        Paths.of(StaticPages.ASSETS),
                        files))
                .authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(DispatcherType.FORWARD)
                        .permitAll()
                        // Behind the pages' addresses only.
                        .requestMatchers(files)
                        .denyAll()
                        .requestMatchers(SafeMethods::isRead)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(
                        answers -> answers.defaultAuthenticationEntryPointFor(new ProblemAnswers.Fixed(404), files)
                                .defaultAuthenticationEntryPointFor(new ProblemAnswers.Fixed(405), request -> true)
                                .accessDeniedHandler(new ProblemAnswers.Fixed(405)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(Headers.forPages())
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }
}
