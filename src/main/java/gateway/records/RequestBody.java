package gateway.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gateway.mirror.ReadRefusal;

/** The body of a request that writes a record. */
final class RequestBody {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private RequestBody() {}

    /** @throws ReadRefusal status 400 when it is anything but one object */
    static ObjectNode object(String body) {
        try {
            JsonNode json = JSON.readTree(body == null ? "" : body);
            if (json instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException broken) {
            throw ReadRefusal.of(400, "The body is no JSON, or has a member twice.");
        }
        throw ReadRefusal.of(400, "The body has to be a JSON object with the fields of the record.");
    }
}
