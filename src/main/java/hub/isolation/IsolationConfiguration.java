package hub.isolation;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts {@link IsolatedDataSource} before the pool, for everything in the hub. */
@Configuration(proxyBeanMethods = false)
class IsolationConfiguration {
    @Bean
    static BeanPostProcessor isolation() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource pool && !(bean instanceof IsolatedDataSource)
                        ? new IsolatedDataSource(pool)
                        : bean;
            }
        };
    }
}
