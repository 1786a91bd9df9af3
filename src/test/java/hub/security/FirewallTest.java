package hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** The quicker firewall lets through what Spring Security's own does, and nothing else. */
class FirewallTest {
    static Stream<String> odd() {
        return Stream.of(
                "",
                "X-Plain",
                "Bearer eyJhbGciOiJSUzI1NiJ9.e30.x-_",
                "a\tb",
                "caf\u00e9",
                "\u4e2d\u6587",
                "a\u0000b",
                "a\rb",
                "a\nb",
                "a\u007fb",
                "a\u0085b",
                "\u0378",
                "\ud800",
                "\ud83d\ude00",
                "a\u001fb");
    }

    @ParameterizedTest
    @MethodSource("odd")
    void itJudgesValuesOfHeadersAsBefore(String value) {
        assertThat(letsThrough(new Firewall().httpFirewall(), value))
                .isEqualTo(letsThrough(new StrictHttpFirewall(), value));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void itJudgesNamesOfHeadersAsBefore(String name) {
        assertThat(letsThroughName(new Firewall().httpFirewall(), name))
                .isEqualTo(letsThroughName(new StrictHttpFirewall(), name));
    }

    private static boolean letsThroughName(HttpFirewall firewall, String name) {
        return catchThrowable(() -> firewall.getFirewalledRequest(new MockHttpServletRequest("GET", "/api/v1/users"))
                        .getHeader(name))
                == null;
    }

    private static boolean letsThrough(HttpFirewall firewall, String value) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/users");
        request.addHeader("X-Some", value);
        return catchThrowable(() -> firewall.getFirewalledRequest(request).getHeader("X-Some")) == null;
    }
}
