package gateway.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HubHttp;
import hub.HubTest;
import hub.ProblemAssert;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.util.ReflectionTestUtils;
import practice.PracticeOdoo;

/** Whatever a client has the hub ask Odoo counts against the limit toward Odoo, before the first question goes out. */
@HubTest
class TowardOdooLimitTest {
    private static final String PRODUCTS = "/api/odoo/products?live=true";
    private static final String ORDERS = "/api/odoo/manufacturing-orders";

    @LocalServerPort
    int port;

    @Autowired
    LiveReads reads;

    @Autowired
    PracticeOdoo odoo;

    private Object usual;
    private HubHttp http;

    @BeforeEach
    void few() {
        http = new HubHttp(port);
        usual = ReflectionTestUtils.getField(reads, "buckets");
        allow(2);
    }

    @AfterEach
    void asUsual() {
        ReflectionTestUtils.setField(reads, "buckets", usual);
    }

    private void allow(int requests) {
        ReflectionTestUtils.setField(reads, "buckets", new Buckets(requests, Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | " + PRODUCTS + " |",
                "GET | " + PRODUCTS + "&total=true |",
                "GET | /api/odoo/test |",
                "GET | /api/odoo/version |",
                "POST | " + ORDERS + " | {\"product_id\":999999999,\"product_qty\":1}",
                "PUT | " + ORDERS + "/999999999 | {\"state\":\"confirmed\"}"
            })
    void whatIsTooMuchDoesNotReachOdoo(String method, String path, String body) {
        assertThat(http.get(PRODUCTS + "&total=true").statusCode()).isEqualTo(200);
        odoo.calls().clear();
        HttpResponse<String> answer = http.send(http.admin(path)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
        ProblemAssert.assertProblem(answer, 429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 3600L);
        assertThat(odoo.calls().all()).isEmpty();
    }

    @Test
    void aCountIsAQuestionOfItsOwn() {
        assertThat(http.get(PRODUCTS).statusCode()).isEqualTo(200);
        odoo.calls().clear();
        ProblemAssert.assertProblem(http.get(PRODUCTS + "&total=true"), 429);
        assertThat(odoo.calls().all()).isEmpty();
        assertThat(http.get(PRODUCTS).statusCode()).isEqualTo(200);
        allow(1);
        assertThat(http.get(PRODUCTS + "&total=true").statusCode())
                .as("a limit of one does not refuse it for good")
                .isEqualTo(200);
    }
}
