package hub.web;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Addresses of static pages: those of customers and of operators, the contracts, and Swagger UI over them. */
@Configuration(proxyBeanMethods = false)
public class StaticPages implements WebMvcConfigurer {
    /** The pages of customers; each is a file of that name below {@code static/pages}. */
    public static final List<String> CUSTOMER_PAGES = List.of(
            "/login",
            "/first-time-setup",
            "/forgot-password",
            "/sign-up",
            "/dashboard",
            "/portal",
            "/events",
            "/bookings");

    /** The page of one event, whose id is the last part of the address. */
    public static final String EVENT_PAGE = "/events/{id:[1-9][0-9]*}";

    /** What all pages share: styles, scripts, and the libraries among them. */
    public static final String ASSETS = "/assets/**";

    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        for (String page : CUSTOMER_PAGES) {
            views.addViewController(page).setViewName("forward:/pages" + page + ".html");
        }
        views.addViewController(EVENT_PAGE).setViewName("forward:/pages/event.html");
        views.addViewController("/ops").setViewName("forward:/ops/index.html");
        views.addViewController("/ops/login").setViewName("forward:/ops/login.html");
        views.addRedirectViewController("/swagger-ui", "/swagger-ui/index.html");
        views.addRedirectViewController("/swagger-ui/", "/swagger-ui/index.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry resources) {
        resources
                .addResourceHandler("/openapi/**")
                .addResourceLocations("classpath:/openapi/")
                .setCacheControl(CacheControl.noCache());
        resources
                .addResourceHandler("/assets/zxcvbn/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/zxcvbn/4.4.2/")
                .setCacheControl(CacheControl.noCache());
        resources
                .addResourceHandler(ASSETS)
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(CacheControl.noCache());
        // The page itself is graphiql/index.html, served at /graphiql where that is turned on.
        resources
                .addResourceHandler("/graphiql/**")
                .addResourceLocations(
                        "classpath:/graphiql/",
                        "classpath:/META-INF/resources/webjars/graphiql/2.4.7/",
                        "classpath:/META-INF/resources/webjars/react/18.3.1/umd/",
                        "classpath:/META-INF/resources/webjars/react-dom/18.3.1/umd/")
                .setCacheControl(CacheControl.noCache());
        // Our own index and settings first, then what the library brings.
        resources
                .addResourceHandler("/swagger-ui/**")
                .addResourceLocations(
                        "classpath:/static/swagger-ui/", "classpath:/META-INF/resources/webjars/swagger-ui/5.34.1/")
                .setCacheControl(CacheControl.noCache());
    }
}
