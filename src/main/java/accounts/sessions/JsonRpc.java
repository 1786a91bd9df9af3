package accounts.sessions;

import accounts.AccountRefusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * The envelope in which Odoo's own clients ask: {@code {"jsonrpc": "2.0", "method": "call", "params": {…}, "id": 1}}. Its
 * answers, refusals too, have status 200, a member {@code result} or {@code error}, and the id of the request.
 */
public final class JsonRpc {
    private static final String ID = "jsonRpcId";
    private static final Object NO_ID = new Object();

    private JsonRpc() {}

    /** The parameters of a request in the envelope, or the request itself without one; remembers which it was. */
    static Map<String, Object> parameters(Map<String, Object> request, Exchange exchange) {
        if (!"2.0".equals(request.get("jsonrpc"))) {
            return request;
        }
        exchange.setProperty(ID, request.get("id") == null ? NO_ID : request.get("id"));
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (request.get("params") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> parameters.put(String.valueOf(name), value));
        }
        return parameters;
    }

    /** Whether the request came in the envelope. */
    public static boolean isSpoken(Exchange exchange) {
        return exchange.getProperty(ID) != null;
    }

    /** The answer in the envelope where the request came in one; plain with {@code success} and {@code message} otherwise. */
    static Map<String, Object> answer(Object result, Map<String, Object> plain, Exchange exchange) {
        if (!isSpoken(exchange)) {
            return plain;
        }
        Map<String, Object> envelope = envelope(exchange);
        envelope.put("result", result);
        return envelope;
    }

    /** A refusal in the envelope, as Odoo words it. */
    public static Map<String, Object> refusal(AccountRefusal refusal, Exchange exchange) {
        boolean denied = refusal.getStatus() == 401 || refusal.getStatus() == 429;
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", denied ? "odoo.exceptions.AccessDenied" : "odoo.exceptions.UserError");
        data.put("message", refusal.getStatus() == 401 ? "Access Denied" : refusal.getMessage());
        data.put("arguments", List.of(data.get("message")));
        data.put("context", Map.of());
        data.put("debug", "");
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", 0);
        error.put("message", "Odoo Server Error");
        error.put("data", data);
        Map<String, Object> envelope = envelope(exchange);
        envelope.put("error", error);
        return envelope;
    }

    private static Map<String, Object> envelope(Exchange exchange) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("jsonrpc", "2.0");
        envelope.put("id", exchange.getProperty(ID) == NO_ID ? null : exchange.getProperty(ID));
        return envelope;
    }
}
