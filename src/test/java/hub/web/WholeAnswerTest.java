package hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HubHttp;
import hub.HubTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletResponse;

/** Answers leave in one piece where they fit. */
@HubTest
class WholeAnswerTest {
    @LocalServerPort
    int port;

    @Test
    void aShortAnswerHasItsLengthAndNoChunks() {
        HttpResponse<String> answer = new HubHttp(port).get("/api/v1/sync/runs?limit=1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length"))
                .hasValue(answer.body().getBytes(StandardCharsets.UTF_8).length);
        assertThat(answer.headers().firstValue("Transfer-Encoding")).isEmpty();
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void whoFlushesIsNotHeardAndWhoClosesIs() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        WholeAnswer whole = new WholeAnswer(response);
        whole.getOutputStream().write(new byte[] {1, 2, 3}, 0, 3);
        whole.getOutputStream().write(4);
        whole.getOutputStream().flush();
        assertThat(response.isCommitted()).isFalse();
        whole.getOutputStream().close();
        assertThat(response.getContentAsByteArray()).containsExactly(1, 2, 3, 4);
    }
}
