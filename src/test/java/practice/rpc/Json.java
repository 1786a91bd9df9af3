package practice.rpc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import practice.orm.Version;

/** JSON as Python's json module reads and writes it. */
final class Json {
    private final ObjectMapper mapper = new ObjectMapper();

    Json(Version version) {
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        if (version.is14()) {
            mapper.getFactory().enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
        }
    }

    /** @throws JsonProcessingException when this is not JSON */
    Object read(byte[] bytes) throws JsonProcessingException {
        try {
            return mapper.readValue(bytes, Object.class);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] write(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator generator = mapper.createGenerator(out)) {
            generator.writePOJO(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
    }
}
