package hub.gateway;

import gateway.policy.GatewayProperties;
import gateway.policy.Policy;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.filter.OrderedFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class GatewayConfiguration {
    private static final int BEFORE_SECURITY = OrderedFilter.REQUEST_WRAPPER_FILTER_MAX_ORDER - 101;

    @Bean
    FilterRegistrationBean<GatewayAddresses> gatewayAddresses(Policy policy) {
        var registration = new FilterRegistrationBean<>(new GatewayAddresses(policy));
        registration.setOrder(BEFORE_SECURITY);
        registration.addUrlPatterns("/api/*");
        return registration;
    }

    @Bean
    FilterRegistrationBean<RawUploads> rawUploads(GatewayProperties settings) {
        var registration = new FilterRegistrationBean<>(
                new RawUploads(settings.maxAttachment().toBytes()));
        registration.setOrder(1);
        registration.addUrlPatterns("/api/*");
        return registration;
    }
}
