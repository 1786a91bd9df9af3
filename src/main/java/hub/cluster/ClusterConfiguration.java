package hub.cluster;

import java.util.Properties;
import javax.sql.DataSource;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.quartz.QuartzProperties;
import org.springframework.boot.autoconfigure.quartz.SchedulerFactoryBeanCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Keeps Quartz's timetables in PostgreSQL, where of several hubs one takes each tick. A command has no timetables. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty("hub.cluster.enabled")
class ClusterConfiguration {
    private static final String STORE = "org.quartz.jobStore.";

    @Bean
    SchedulerFactoryBeanCustomizer timetablesInTheDatabase(
            DataSource database,
            PlatformTransactionManager transactions,
            QuartzProperties quartz,
            ClusterProperties cluster) {
        Properties properties = new Properties();
        properties.putAll(quartz.getProperties());
        properties.setProperty("org.quartz.scheduler.instanceId", "AUTO");
        properties.setProperty(STORE + "driverDelegateClass", PostgreSQLDelegate.class.getName());
        properties.setProperty(STORE + "isClustered", "true");
        properties.setProperty(
                STORE + "clusterCheckinInterval",
                Long.toString(cluster.checkIn().toMillis()));
        return factory -> {
            factory.setDataSource(database);
            factory.setTransactionManager(transactions);
            factory.setQuartzProperties(properties);
        };
    }
}
