package hub.start;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.PackageScanResourceResolver;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How Camel finds the route files. */
@Configuration(proxyBeanMethods = false)
class StartConfiguration {
    @Bean
    static BeanPostProcessor routeFiles() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof CamelContext camel) {
                    camel.getCamelContextExtension()
                            .addContextPlugin(PackageScanResourceResolver.class, new RouteFiles());
                }
                return bean;
            }
        };
    }
}
