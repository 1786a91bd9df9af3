package hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Nobody hears that there is nothing at an address only because its route is not there yet. */
class StartingFilterTest {
    private final CamelContext camel = new DefaultCamelContext();

    @Test
    void requestsComeThroughOnlyWhileTheRoutesAreThere() throws Exception {
        refused();
        camel.start();
        MockFilterChain chain = new MockFilterChain();
        new StartingFilter(camel).doFilter(request(), new MockHttpServletResponse(), chain);
        assertThat(chain.getRequest()).isNotNull();
        camel.stop();
        refused();
    }

    private void refused() throws Exception {
        MockFilterChain chain = new MockFilterChain();
        MockHttpServletResponse answer = new MockHttpServletResponse();
        new StartingFilter(camel).doFilter(request(), answer, chain);
        assertThat(chain.getRequest()).isNull();
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("2");
        assertThat(answer.getHeader("Connection")).isEqualTo("close");
        assertThat(answer.getContentType()).isEqualTo(Problem.MEDIA_TYPE);
        assertThat(answer.getContentAsString()).contains("try again in a moment");
    }

    private static MockHttpServletRequest request() {
        return new MockHttpServletRequest("POST", "/api/v1/attendance");
    }
}
