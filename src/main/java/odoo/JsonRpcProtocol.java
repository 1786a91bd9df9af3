package odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/** {@code POST /jsonrpc}: the {@code object} and {@code common} services. The result is cut out of its envelope. */
final class JsonRpcProtocol extends RpcProtocol {
    @Override
    OdooAnswer send(OdooSession session, OdooCall call, String service, String method, ArrayNode args) {
        ObjectNode envelope = Json.MAPPER.createObjectNode();
        envelope.put("jsonrpc", "2.0").put("method", "call").put("id", 1);
        envelope.putObject("params")
                .put("service", service)
                .put("method", method)
                .set("args", args);
        return session.exchange(
                call,
                OdooProtocol.JSONRPC,
                new OdooSession.Request("jsonrpc", Json.bytes(envelope), Map.of()),
                answer -> result(session.failures(call), answer));
    }

    static byte[] result(OdooFailures failures, HttpAnswer answer) {
        if (answer.status() != 200 || answer.firstByte() != '{') {
            throw failures.notOdoo(answer);
        }
        try {
            byte[] result = Json.member(answer.body(), "result");
            if (result != null) {
                return result;
            }
            byte[] error = Json.member(answer.body(), "error");
            if (error != null) {
                JsonNode data = Json.MAPPER.readTree(error).path("data");
                throw failures.reported(
                        200, data.path("name").asText(), data.path("message").asText());
            }
            if (Json.member(answer.body(), "jsonrpc") == null) {
                throw failures.notOdoo(answer);
            }
            return NULL;
        } catch (IOException e) {
            throw failures.notOdoo(answer);
        }
    }
}
