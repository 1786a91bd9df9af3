package hub.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Addresses of static pages: the sign-in of operators, the contracts, and Swagger UI over them. */
@Configuration(proxyBeanMethods = false)
class StaticPages implements WebMvcConfigurer {
    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        views.addViewController("/ops/login").setViewName("forward:/ops/login.html");
        views.addViewController("/ops").setViewName("forward:/ops/index.html");
        views.addRedirectViewController("/swagger-ui", "/swagger-ui/index.html");
        views.addRedirectViewController("/swagger-ui/", "/swagger-ui/index.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry resources) {
        resources
                .addResourceHandler("/openapi/**")
                .addResourceLocations("classpath:/openapi/")
                .setCacheControl(CacheControl.noCache());
        // Our own index and settings first, then what the library brings.
        resources
                .addResourceHandler("/swagger-ui/**")
                .addResourceLocations(
                        "classpath:/static/swagger-ui/", "classpath:/META-INF/resources/webjars/swagger-ui/5.34.1/")
                .setCacheControl(CacheControl.noCache());
    }
}
