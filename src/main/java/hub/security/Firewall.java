package hub.security;

import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Spring Security's own firewall, only quicker: it holds each value of a header against a pattern each time that somebody
 * reads the header, and a token is long. Plain ASCII is let through without the pattern.
 */
@Configuration(proxyBeanMethods = false)
class Firewall {
    private static final Pattern TEXT = Pattern.compile("[\\p{IsAssigned}&&[[^\\p{IsControl}]||\\t]]*");

    @Bean
    HttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderValues(Firewall::isText);
        return firewall;
    }

    /** Whether every sign is one that Unicode has assigned, and no control sign but the tab. */
    static boolean isText(String value) {
        for (int i = 0; i < value.length(); i++) {
            char sign = value.charAt(i);
            if (sign < ' ' || sign > '~') {
                return TEXT.matcher(value).matches();
            }
        }
        return true;
    }
}
