package routes;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import sync.ConnectionRunProperties;
import sync.FlowProperties;
import sync.SyncProperties;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SyncProperties.class, FlowProperties.class, ConnectionRunProperties.class})
class SyncConfiguration {}
