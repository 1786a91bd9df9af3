package hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HandClock;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SignInThrottleTest {
    private final HandClock clock = new HandClock();
    private final SignInThrottle throttle = new SignInThrottle(clock);

    @Test
    void tenRefusalsCloseTheDoorForTheRestOfTheMinute() {
        refuse(9);
        assertThat(throttle.secondsToWait("10.0.0.1")).isZero();
        refuse(1);
        assertThat(throttle.secondsToWait("10.0.0.1")).isEqualTo(60);
        clock.forward(59);
        assertThat(throttle.secondsToWait("10.0.0.1")).isEqualTo(1);
        clock.forward(1);
        assertThat(throttle.secondsToWait("10.0.0.1")).isZero();
    }

    @Test
    void otherAddressesAreNotHeldUp() {
        refuse(20);
        assertThat(throttle.secondsToWait("10.0.0.2")).isZero();
    }

    @Test
    void manyAddressesDoNotFillTheMemory() {
        for (int i = 0; i < 20_000; i++) {
            throttle.refused("address " + i);
        }
        assertThat(throttle.size()).isEqualTo(10_000);
    }

    @Test
    void onlyRequestsWithCredentialsAreHeldUp() throws Exception {
        refuse(10);
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/sync/flows");
        request.setRemoteAddr("10.0.0.1");
        MockHttpServletResponse passed = new MockHttpServletResponse();
        throttle.filter().doFilter(request, passed, new MockFilterChain());
        assertThat(passed.getStatus()).isEqualTo(200);

        request.addHeader("Authorization", "Basic x");
        MockHttpServletResponse held = new MockHttpServletResponse();
        throttle.filter().doFilter(request, held, new MockFilterChain());
        assertThat(held.getStatus()).isEqualTo(429);
        assertThat(held.getHeader("Retry-After")).isEqualTo("60");
        assertThat(held.getContentType()).isEqualTo("application/problem+json");
    }

    private void refuse(int times) {
        for (int i = 0; i < times; i++) {
            throttle.refused("10.0.0.1");
        }
    }
}
