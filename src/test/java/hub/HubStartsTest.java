package hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;

@HubTest
class HubStartsTest {
    @Autowired
    CamelContext camel;

    @Autowired
    TestRestTemplate http;

    @Test
    void camelIsUpAndTheHubIsReady() {
        assertThat(camel.isStarted()).isTrue();
        var readiness = http.getForEntity("/health/readiness", String.class);
        assertThat(readiness.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(readiness.getBody()).isEqualTo("{\"status\":\"UP\"}");
    }
}
