package hub;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.springframework.boot.test.context.TestConfiguration;
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

    @Bean
    Who demoWho() {
        return new Who();
    }
}
