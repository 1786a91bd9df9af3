package practice.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import practice.bus.Bus;
import practice.bus.BusPeer;
import practice.http.HttpRequest;
import practice.http.HttpResponse;
import practice.orm.Python;

/** The addresses of the bus: a websocket on 19, long polling on 14. Whoever knows a channel's name may listen, signed in or not. */
final class BusDoor {
    /** A long poll ends after 50 seconds in Odoo. */
    private static final long LONGEST = 50_000;

    private BusDoor() {}

    static HttpResponse websocket(Bus bus, HttpRequest request, Json json) {
        String key = request.header("Sec-WebSocket-Key");
        if (key.isEmpty()) {
            return HttpResponse.json(500, json.write(Bus.noUpgrade()));
        }
        return HttpResponse.switching((in, out) -> BusPeer.serve(bus, in, out))
                .header("Upgrade", "websocket")
                .header("Connection", "Upgrade")
                .header("Sec-WebSocket-Accept", BusPeer.accept(key));
    }

    static HttpResponse poll(Bus bus, HttpRequest request, JsonRpc envelope) {
        Map<String, Object> message = envelope.message(request);
        if (message == null) {
            return envelope.wrong(request);
        }
        Map<String, Object> params = Json.map(message.get("params"));
        List<String> channels = new ArrayList<>();
        if (params.get("channels") instanceof List<?> list) {
            list.forEach(channel -> channels.add(String.valueOf(channel)));
        }
        long last = Python.integer(params.getOrDefault("last", 0));
        return envelope.answer(message, () -> bus.poll(channels, last, LONGEST));
    }
}
