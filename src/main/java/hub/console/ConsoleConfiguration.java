package hub.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ModelToXMLDumper;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/** What makes Hawtio handy for a hub of hundreds of routes. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ConsoleConfiguration {
    private static final String BEGINNING = "/hawtio/jmx?nid=odoo-hub-Flow-folder";

    /**
     * Hawtio begins with the flows. By itself it begins with one diagram of all routes at once, which keeps a browser busy for a
     * long time. Behind Spring Security: who is not signed in goes there first.
     */
    @Bean
    FilterRegistrationBean<OncePerRequestFilter> consoleBeginning() {
        var registration = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse answer, FilterChain chain)
                    throws ServletException, IOException {
                String path = request.getRequestURI();
                if (path.equals("/hawtio") || path.equals("/hawtio/")) {
                    answer.sendRedirect(BEGINNING);
                } else {
                    chain.doFilter(request, answer);
                }
            }
        });
        registration.addUrlPatterns("/hawtio", "/hawtio/*");
        registration.setOrder(Ordered.LOWEST_PRECEDENCE);
        return registration;
    }

    @Bean
    LifecycleStrategySupport routesAsWritten() {
        return new LifecycleStrategySupport() {
            @Override
            public void onContextInitialized(CamelContext camel) {
                camel.getCamelContextExtension()
                        .addContextPlugin(
                                ModelToXMLDumper.class, new RoutesAsWritten(PluginHelper.getModelToXMLDumper(camel)));
            }
        };
    }
}
