package hub.security;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Security headers, by what an address serves. */
final class Headers {
    private Headers() {}

    /** For JSON and text: a browser is to do nothing at all with it. */
    static Customizer<HeadersConfigurer<HttpSecurity>> forData() {
        return withPolicy("default-src 'none'; frame-ancestors 'none'");
    }

    /** The same for files that others have sent: what is in them runs nowhere. */
    static Customizer<HeadersConfigurer<HttpSecurity>> forFiles() {
        return withPolicy("default-src 'none'; frame-ancestors 'none'; sandbox");
    }

    /** For our own pages: everything from here, no inline scripts or styles, in nobody's frame. */
    static Customizer<HeadersConfigurer<HttpSecurity>> forPages() {
        return withPolicy(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    }

    /** For Swagger UI, which sets styles from its script. */
    static Customizer<HeadersConfigurer<HttpSecurity>> forSwaggerUi() {
        return withPolicy("default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; "
                + "frame-ancestors 'none'");
    }

    /** For GraphiQL, whose editor styles its lines one by one, and whose style sheet brings its fonts. */
    static Customizer<HeadersConfigurer<HttpSecurity>> forGraphiQl() {
        return withPolicy("default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; "
                + "frame-ancestors 'none'");
    }

    /** For Hawtio, which sends a policy of its own. */
    static Customizer<HeadersConfigurer<HttpSecurity>> forHawtio() {
        return headers -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN));
    }

    private static Customizer<HeadersConfigurer<HttpSecurity>> withPolicy(String policy) {
        return headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(policy))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
    }
}
