package connections;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.HubTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.StreamSupport;
import odoo.RealOdoo;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** When the key expires that the hub uses, as the Odoo that ODOO_URL names tells it. */
@HubTest
@Tag("real-odoo")
class RealOdooKeyExpiryTest {
    @Autowired
    private OwnKeyExpiry expiry;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private CamelContext camel;

    @Autowired
    private ProducerTemplate template;

    @Test
    void theGaugeIsTheTimeUntilTheFirstKeyExpires() throws Exception {
        RealOdoo.connect(camel);

        expiry.look();

        double seconds = meters.get("hub.odoo.key.expires").gauge().value();
        byte[] answer = template.requestBody(
                "odoo:res.users.apikeys/search_read?fields=scope,expiration_date", null, byte[].class);
        JsonNode keys = new ObjectMapper().readTree(answer);
        List<Long> moments = StreamSupport.stream(keys.spliterator(), false)
                .filter(key -> !key.path("scope").isTextual()
                        || key.path("scope").asText().equals("rpc"))
                .filter(key -> key.path("expiration_date").isTextual())
                .map(key -> LocalDateTime.parse(
                                key.path("expiration_date").asText(),
                                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"))
                        .toEpochSecond(ZoneOffset.UTC))
                .filter(moment -> moment > System.currentTimeMillis() / 1000)
                .sorted()
                .toList();
        if (moments.isEmpty()) {
            assertThat(seconds).isNaN();
        } else {
            assertThat(seconds).isBetween(1.0, moments.get(0) - System.currentTimeMillis() / 1000.0 + 60);
        }
    }
}
