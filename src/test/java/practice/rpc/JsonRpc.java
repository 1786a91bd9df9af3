package practice.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import practice.http.HttpRequest;
import practice.http.HttpResponse;
import practice.orm.OdooException;
import practice.orm.Version;

/** {@code /jsonrpc}, and the envelope that the web client's addresses share with it. */
final class JsonRpc {
    private final Version version;
    private final Services services;
    private final Json json;
    private final Gate gate;

    JsonRpc(Version version, Services services, Json json, Gate gate) {
        this.version = version;
        this.services = services;
        this.json = json;
        this.gate = gate;
    }

    HttpResponse handle(HttpRequest request) {
        Map<String, Object> message = message(request);
        if (message == null) {
            return wrong(request);
        }
        Map<String, Object> params = Json.map(message.get("params"));
        String service = String.valueOf(params.get("service"));
        String method = String.valueOf(params.get("method"));
        List<?> args = params.get("args") instanceof List<?> list ? list : List.of();
        return gate.pass(
                Services.call(service, method, args, "jsonrpc"),
                request,
                () -> answer(message, () -> {
                    if (!params.containsKey("method") || !params.containsKey("args")) {
                        throw OdooException.builtin(
                                "TypeError",
                                "JSONRPC.jsonrpc() missing 2 required positional arguments: 'method' and 'args'");
                    }
                    return services.dispatch(service, method, args, request.remote());
                }));
    }

    /** Null when the request is not a JSON object of the right content type. */
    Map<String, Object> message(HttpRequest request) {
        if (!request.isJson()) {
            return null;
        }
        try {
            return json.read(request.body()) instanceof Map<?, ?> map ? Json.map(map) : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    HttpResponse wrong(HttpRequest request) {
        return request.isJson()
                ? HttpResponse.html(400, "Invalid JSON data")
                : Pages.unsupported("[&#39;http&#39;]", request.route(), "jsonrpc");
    }

    /** Always status 200; a method that returns nothing has no {@code result} at all. */
    HttpResponse answer(Map<String, Object> message, Supplier<Object> work) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("jsonrpc", "2.0");
        envelope.put("id", message.get("id"));
        try {
            Object result = work.get();
            if (result != null) {
                envelope.put("result", result);
            }
        } catch (OdooException e) {
            envelope.put("error", error(e));
        }
        return HttpResponse.json(200, json.write(envelope));
    }

    private Map<String, Object> error(OdooException e) {
        boolean expired = e.type().equals("odoo.http.SessionExpiredException");
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", expired ? 100 : version.pick(0, 200));
        error.put("message", expired ? "Odoo Session Expired" : "Odoo Server Error");
        error.put("data", data(e));
        return error;
    }

    static Map<String, Object> data(OdooException e) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", e.type());
        data.put("message", e.getMessage());
        data.put("arguments", e.arguments());
        data.put("context", Map.of());
        data.put("debug", Traceback.of(e));
        return data;
    }
}
