package hub.start;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.BacklogTracer;
import org.apache.camel.spi.PackageScanResourceResolver;
import org.apache.camel.support.LifecycleStrategySupport;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How Camel finds the route files, and what it leaves alone until somebody asks for it. */
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

    /**
     * Makes the tracer's standby what it says. The debugger turns message history on, even in standby, and with it a tracer in
     * standby writes down every step of every message: passwords for whoever opens Hawtio, and a good part of the processor.
     */
    @Bean
    LifecycleStrategySupport quietStandby() {
        return new LifecycleStrategySupport() {
            @Override
            public void onContextInitialized(CamelContext camel) {
                camel.setMessageHistory(false);
            }

            @Override
            public void onContextStarted(CamelContext camel) {
                BacklogTracer tracer = camel.getCamelContextExtension().getContextPlugin(BacklogTracer.class);
                if (tracer != null) {
                    tracer.setStandby(false);
                }
            }
        };
    }
}
