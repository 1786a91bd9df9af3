package hub.security;

import hub.HubProperties;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.util.StringUtils;

/** The administrator who exists from the first start, kept in memory as a hash. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class Administrator {
    /** Role of administrators, as {@code hasRole} wants it. */
    static final String ROLE = "ADMIN";

    private static final int RANDOM_BYTES = 18;

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder();
    }

    @Bean
    UserDetailsService administrators(HubProperties settings, PasswordEncoder encoder) {
        HubProperties.Admin admin = settings.admin();
        String password = admin.password();
        if (!StringUtils.hasText(password)) {
            password = randomPassword();
            // To the terminal only: a log is kept and read by others.
            System.out.printf(
                    "No HUB_ADMIN_PASSWORD is set. Until the next start, sign in as %s with the password %s%n",
                    admin.username(), password);
        }
        return new InMemoryUserDetailsManager(User.withUsername(admin.username())
                .password(encoder.encode(password))
                .roles(ROLE)
                .build());
    }

    private static String randomPassword() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
