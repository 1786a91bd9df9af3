package hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** The quicker firewall lets through what Spring Security's own does, and nothing else. */
class FirewallTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "Bearer eyJhbGciOiJSUzI1NiJ9.e30.x-_", "a\tb", "caf\u00e9", "\u4e2d\u6587", "a\u0000b", "a\rb", "a\nb", "a\u007fb",
                "a\u0085b", "\u0378", "\ud800", "\ud83d\ude00", "a\u001fb"
            })
    void itJudgesValuesOfHeadersAsBefore(String value) {
        assertThat(letsThrough(new Firewall().httpFirewall(), value))
                .isEqualTo(letsThrough(new StrictHttpFirewall(), value));
    }

    private static boolean letsThrough(HttpFirewall firewall, String value) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/users");
        request.addHeader("X-Some", value);
        return catchThrowable(() -> firewall.getFirewalledRequest(request).getHeader("X-Some")) == null;
    }
}
