package hub.security;

import jakarta.servlet.Filter;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.handler.HandlerMappingIntrospector;

/**
 * Spring Security has Spring MVC look up the handler of each request before its chains, for matchers that go by handler mappings. All
 * matchers here are path patterns (see {@link Paths}), and the look-up takes a twentieth of the processor time of a request.
 */
@Configuration(proxyBeanMethods = false)
class NoLookUpAhead {
    @Bean
    static BeanPostProcessor introspectorThatWaitsToBeAsked(ApplicationContext context) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HandlerMappingIntrospector ? new Introspector(context) : bean;
            }
        };
    }

    private static final class Introspector extends HandlerMappingIntrospector {
        Introspector(ApplicationContext context) {
            setApplicationContext(context);
            afterPropertiesSet();
        }

        @Override
        public Filter createCacheFilter() {
            return (request, response, chain) -> chain.doFilter(request, response);
        }
    }
}
