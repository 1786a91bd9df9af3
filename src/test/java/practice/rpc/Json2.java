package practice.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Locale;
import java.util.Map;
import practice.http.HttpRequest;
import practice.http.HttpResponse;
import practice.orm.Database;
import practice.orm.OdooException;
import practice.orm.User;

/** JSON-2, {@code POST /json/2/<model>/<method>}: only on 19, only with an API key. */
final class Json2 {
    private final Database database;
    private final Accounts accounts;
    private final Executor executor;
    private final Json json;
    private final Gate gate;

    Json2(Database database, Accounts accounts, Json json, Gate gate) {
        this.database = database;
        this.accounts = accounts;
        this.executor = new Executor(database);
        this.json = json;
        this.gate = gate;
    }

    HttpResponse handle(HttpRequest request) {
        String[] path = request.route().substring("/json/2/".length()).split("/");
        String asked = request.header("X-Odoo-Database");
        if (!asked.isEmpty() && !asked.equals(database.name())) {
            return Pages.noDatabase();
        }
        if (!request.method().equals("POST") || path.length != 2) {
            return failed(OdooException.web("NotFound", "Did you mean POST /json/2/<model>/<method>?", 404));
        }
        if (!request.isJson()) {
            return Pages.unsupported("[&#39;http&#39;]", "/json/2/&lt;__model__&gt;/&lt;__method__&gt;", "json2");
        }
        return gate.pass(new Call(path[0], path[1], "json2"), request, () -> {
            try {
                User user = authenticate(request);
                return HttpResponse.json(200, json.write(executor.named(user, path[0], path[1], body(request))));
            } catch (OdooException e) {
                return failed(e);
            }
        });
    }

    private User authenticate(HttpRequest request) {
        String authorization = request.header("Authorization");
        if (!authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            throw OdooException.web(
                    "Unauthorized", "User not authenticated, use an API Key with a Bearer Authorization header.", 401);
        }
        User user = accounts.byKey(authorization.substring(7).strip());
        if (user == null) {
            throw OdooException.web("Unauthorized", "Invalid apikey", 401);
        }
        return user;
    }

    private Map<String, Object> body(HttpRequest request) {
        if (request.body().length == 0) {
            return Map.of();
        }
        try {
            return Json.map(json.read(request.body()));
        } catch (JsonProcessingException e) {
            long column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            throw OdooException.web(
                    "BadRequest",
                    "could not parse the body as json: Expecting value: line 1 column " + column + " (char "
                            + (column - 1) + ")",
                    400);
        }
    }

    HttpResponse failed(OdooException e) {
        HttpResponse response = HttpResponse.json(e.status(), json.write(JsonRpc.data(e)));
        return e.status() == 401 ? response.header("WWW-Authenticate", "Bearer") : response;
    }
}
