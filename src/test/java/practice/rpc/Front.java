package practice.rpc;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import practice.http.HttpRequest;
import practice.http.HttpResponse;
import practice.orm.Database;
import practice.orm.OdooException;
import practice.orm.Version;

/** Sends each address to what answers it. */
public final class Front {
    /** Every file that modules bring. */
    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=");

    private final Version version;
    private final Database database;
    private final Services services;
    private final Json json;
    private final Gate gate;
    private final JsonRpc jsonRpc;
    private final Json2 json2;
    private final XmlRpc xmlRpc;
    private final Web web;

    public Front(Database database, Accounts accounts, Gate gate) {
        this.database = database;
        this.version = database.version();
        this.services = new Services(database, accounts);
        this.json = new Json(version);
        this.gate = gate;
        this.jsonRpc = new JsonRpc(version, services, json, gate);
        this.json2 = new Json2(database, accounts, json, gate);
        this.xmlRpc = new XmlRpc(version, services, gate);
        this.web = new Web(database, accounts, jsonRpc, gate);
    }

    public Web web() {
        return web;
    }

    public HttpResponse handle(HttpRequest request) {
        try {
            return route(request);
        } catch (RuntimeException e) {
            OdooException bug = OdooException.builtin("Exception", "practice Odoo: " + e);
            return HttpResponse.json(500, json.write(JsonRpc.data(bug)));
        }
    }

    /** An error of Odoo in the form of the protocol that the request speaks. */
    public HttpResponse error(HttpRequest request, OdooException e) {
        String path = request.route();
        if (path.startsWith("/json/2/")) {
            return json2.failed(e);
        }
        if (path.startsWith("/xmlrpc/")) {
            return xmlRpc.fault(e);
        }
        Map<String, Object> message = jsonRpc.message(request);
        return jsonRpc.answer(message == null ? Map.of() : message, () -> {
            throw e;
        });
    }

    private HttpResponse route(HttpRequest request) {
        String path = request.route();
        if (path.equals("/jsonrpc")) {
            return jsonRpc.handle(request);
        }
        if (path.startsWith("/json/2/") && version.is19()) {
            return json2.handle(request);
        }
        if (path.startsWith("/xmlrpc/2/")) {
            return xmlRpc.handle(request, path.substring("/xmlrpc/2/".length()));
        }
        if (path.equals("/web/webclient/version_info")) {
            return web.versionInfo(request, services::version);
        }
        if (path.equals("/web/session/authenticate")) {
            return web.authenticate(request);
        }
        if (path.startsWith("/web/dataset/call_kw")) {
            return web.callKw(request);
        }
        if (version.is19() && (path.equals("/web/version") || path.equals("/json/version"))) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("version_info", version.info());
            answer.put("version", version.serie());
            return gate.pass(
                    new Call("web", "version", "web"), request, () -> HttpResponse.json(200, json.write(answer)));
        }
        if (version.is19() && path.equals("/web/health")) {
            return gate.pass(new Call("web", "health", "web"), request, () -> HttpResponse.json(
                            200, json.write(Map.of("status", "pass")))
                    .header("Cache-Control", "no-store"));
        }
        if (path.equals("/web/login")) {
            return web.login();
        }
        if (path.matches("/\\w+/static/.+\\.png")) {
            return gate.pass(new Call("web", "static", "web"), request, () -> HttpResponse.file("image/png", PIXEL));
        }
        return version.is19() && path.equals("/websocket")
                ? BusDoor.websocket(database.bus(), request, json)
                : version.is14() && path.equals("/longpolling/poll")
                        ? BusDoor.poll(database.bus(), request, jsonRpc)
                        : Pages.notFound();
    }
}
