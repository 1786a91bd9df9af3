package hub;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.context.SecurityContextHolder;

/** What the demo routes of {@code src/test/resources/demo} need. */
@TestConfiguration
class DemoRoutes {
    /** Says who sent the request and which headers reached the route. */
    public static class Who {
        @Handler
        public String who(Exchange exchange) {
            Map<String, Object> headers = exchange.getMessage().getHeaders();
            return "{\"name\":\"%s\",\"credentials\":%s}"
                    .formatted(
                            SecurityContextHolder.getContext()
                                    .getAuthentication()
                                    .getName(),
                            headers.containsKey("Authorization")
                                    || headers.containsKey("Cookie")
                                    || headers.containsKey("X-API-Key"));
        }
    }

    /** Counts how often the web server sends a request through its filters once more. */
    static class Again implements Filter {
        final AtomicInteger times = new AtomicInteger();

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (request.getDispatcherType() != DispatcherType.REQUEST) {
                times.incrementAndGet();
            }
            chain.doFilter(request, response);
        }
    }

    @Bean
    FilterRegistrationBean<Again> demoAgain() {
        FilterRegistrationBean<Again> again = new FilterRegistrationBean<>(new Again());
        again.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        return again;
    }

    @Bean
    Who demoWho() {
        return new Who();
    }
}
