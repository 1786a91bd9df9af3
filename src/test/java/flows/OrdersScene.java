package flows;

import static hub.HubHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.HubHttp;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import orders.OrderPush;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Orders of the portal over REST, in a workshop that can make its product. */
abstract class OrdersScene extends WorkshopTest {
    static final String ORDERS = "/api/orders";

    @LocalServerPort
    int port;

    @Autowired
    OrderPush push;

    @Autowired
    MeterRegistry meters;

    @BeforeEach
    void workshop() {
        workshop(19);
    }

    static String order(String number, int product, double quantity, String deadline) {
        return "{\"order_number\":\"" + number + "\",\"product_id\":" + product + ",\"quantity\":" + quantity
                + (deadline == null ? "" : ",\"deadline\":\"" + deadline + "\"") + "}";
    }

    JsonNode get(JsonNode order) {
        return json(http().get(ORDERS + "/" + order.path("id").asText())).path("data");
    }

    void patch(JsonNode order, String body) {
        assertThat(send("PATCH", ORDERS + "/" + order.path("id").asText(), body).statusCode())
                .isEqualTo(200);
    }

    HttpResponse<String> post(String body) {
        return send("POST", ORDERS, body);
    }

    HttpResponse<String> send(String method, String path, String body) {
        return http().send(http().admin(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    HubHttp http() {
        return new HubHttp(port);
    }
}
