package hub.security;

import gateway.mirror.CallerLimit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/** The blog: its data, pages, feed and images are for everybody, to read. What is published is decided below. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class BlogSecurity {
    /** Before {@link ApiSecurity}. */
    static final int ORDER = 80;

    @Bean
    @Order(ORDER)
    SecurityFilterChain blogDataChain(HttpSecurity http, CallerLimit limit) throws Exception {
        return forEverybody(
                http,
                limit,
                Headers.forData(),
                // Not all below /api/blog: records of blogs are there, too, for whoever may.
                "/api/blog/posts",
                "/api/blog/posts/*",
                "/api/blog/categories",
                "/api/blog/tags",
                "/media/odoo/**",
                "/sitemap.xml",
                "/blog/feed.xml");
    }

    @Bean
    @Order(ORDER + 1)
    SecurityFilterChain blogPagesChain(HttpSecurity http, CallerLimit limit) throws Exception {
        return forEverybody(http, limit, Headers.forPages(), "/blog", "/blog/**");
    }

    private static SecurityFilterChain forEverybody(
            HttpSecurity http, CallerLimit limit, Customizer<HeadersConfigurer<HttpSecurity>> headers, String... paths)
            throws Exception {
        return http.securityMatcher(Paths.of(paths))
                .authorizeHttpRequests(rules -> rules.requestMatchers(SafeMethods::isRead)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(answers -> answers.authenticationEntryPoint(new ProblemAnswers.Fixed(405))
                        .accessDeniedHandler(new ProblemAnswers.Fixed(405)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(new VisitorLimitFilter(limit), AnonymousAuthenticationFilter.class)
                // What may be kept is said by whoever answers.
                .headers(also -> {
                    headers.customize(also);
                    also.cacheControl(HeadersConfigurer.CacheControlConfig::disable);
                })
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }
}
