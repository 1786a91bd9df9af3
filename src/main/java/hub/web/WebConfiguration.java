package hub.web;

import hub.HubProperties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.security.task.DelegatingSecurityContextAsyncTaskExecutor;

/** The web server around the routes: its threads, its limits, and its last word on errors. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    private static final long ACCOUNT_BODY = 16 * 1024;
    private static final long WEBHOOK_BODY = 64 * 1024;

    /**
     * REST routes run on the web server's own threads. platform-http writes the answer on the thread that this names: on another
     * one it would do so while the security filters on the web server's thread still write headers, and now and then Tomcat
     * then closes the connection without an answer.
     */
    @Bean
    DelegatingSecurityContextAsyncTaskExecutor restExecutor() {
        return new DelegatingSecurityContextAsyncTaskExecutor(new TaskExecutorAdapter(Runnable::run));
    }

    @Bean
    @ConditionalOnWebApplication
    RestDoor restDoor(CamelContext camel) {
        RestDoor door = new RestDoor();
        camel.getComponent("platform-http", PlatformHttpComponent.class).addPlatformHttpListener(door);
        return door;
    }

    @Bean
    @ConditionalOnWebApplication
    FilterRegistrationBean<StartingFilter> startingFilter(CamelContext camel) {
        var registration = new FilterRegistrationBean<>(new StartingFilter(camel));
        // Before Spring Security: whoever it is, nobody is served yet.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
        registration.addUrlPatterns("/api/*", "/graphql");
        return registration;
    }

    @Bean
    @ConditionalOnWebApplication
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(HubProperties settings) {
        var registration = new FilterRegistrationBean<>(
                new BodyLimitFilter(settings.maxBody().toBytes()));
        // Behind Spring Security, so that a stranger cannot make us read.
        registration.setOrder(0);
        registration.addUrlPatterns("/*");
        return registration;
    }

    /** Whoever is not signed in yet has little to say. */
    @Bean
    @ConditionalOnWebApplication
    FilterRegistrationBean<BodyLimitFilter> accountBodyLimitFilter() {
        var registration = new FilterRegistrationBean<>(new BodyLimitFilter(ACCOUNT_BODY));
        registration.setOrder(0);
        registration.addUrlPatterns("/api/auth/*", "/api/v1/auth/*");
        return registration;
    }

    /** A message of Odoo's holds a few fields of one record. */
    @Bean
    @ConditionalOnWebApplication
    FilterRegistrationBean<BodyLimitFilter> webhookBodyLimitFilter() {
        var registration = new FilterRegistrationBean<>(new BodyLimitFilter(WEBHOOK_BODY));
        registration.setOrder(0);
        registration.addUrlPatterns("/webhooks/*");
        return registration;
    }

    /** Terminals write what they like; their rows are checked one by one. */
    @Bean
    @ConditionalOnWebApplication
    FilterRegistrationBean<RawBodyFilter> rawBodyFilter() {
        var registration = new FilterRegistrationBean<>(new RawBodyFilter());
        registration.setOrder(1);
        registration.addUrlPatterns("/api/v1/attendance", "/api/v1/attendance/", "/api/v1/attendance/import");
        return registration;
    }

    @Bean
    @ConditionalOnWebApplication
    FilterRegistrationBean<EmptyErrorFilter> emptyErrorFilter() {
        var registration = new FilterRegistrationBean<>(new EmptyErrorFilter());
        registration.setOrder(1);
        registration.addUrlPatterns("/api/*");
        return registration;
    }

    @Bean
    @ConditionalOnWebApplication
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTomcat() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }
}
