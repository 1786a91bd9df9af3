package odoo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** {@code POST /json/2/<model>/<method>}, Odoo 19 and newer. The answer's body is the result. */
final class Json2Protocol implements Wire {
    @Override
    public OdooAnswer call(OdooSession session, OdooCall call) {
        OdooConnection connection = session.connection();
        Map<String, Object> headers = Map.of(
                "Authorization", "Bearer " + connection.secret().reveal(), "X-Odoo-Database", connection.database());
        return session.exchange(
                call,
                OdooProtocol.JSON2,
                new OdooSession.Request("json/2/" + call.model() + "/" + call.method(), body(call), headers),
                answer -> result(session, call, answer));
    }

    private static byte[] body(OdooCall call) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(out)) {
            json.writeStartObject();
            if (call.ids() != null) {
                json.writeFieldName("ids");
                json.writeArray(call.ids(), 0, call.ids().length);
            }
            json.writeObjectField("context", call.context());
            for (Map.Entry<String, JsonNode> argument : call.arguments().properties()) {
                json.writeFieldName(argument.getKey());
                json.writeTree(argument.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] result(OdooSession session, OdooCall call, HttpAnswer answer) {
        OdooFailures failures = session.failures(call);
        if (answer.status() == 200 && !answer.isMarkup() && Json.looksWhole(answer.body())) {
            return answer.body();
        }
        JsonNode error = error(answer);
        if (answer.status() < 400 || error == null) {
            throw failures.notOdoo(answer);
        }
        if (answer.status() == 429) {
            throw failures.busy(429, error.path("name").asText(), answer.retryAfter());
        }
        throw failures.reported(
                answer.status(),
                error.path("name").asText(),
                error.path("message").asText());
    }

    private static JsonNode error(HttpAnswer answer) {
        if (answer.firstByte() != '{') {
            return null;
        }
        try {
            JsonNode error = Json.MAPPER.readTree(answer.body());
            return error.hasNonNull("name") && error.has("message") ? error : null;
        } catch (IOException e) {
            return null;
        }
    }
}
