package practice.rpc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import practice.http.HttpRequest;
import practice.http.HttpResponse;
import practice.orm.Database;
import practice.orm.OdooException;
import practice.orm.User;

/** The addresses of the web client: sign-in with a password, a session cookie, and calls with it. */
public final class Web {
    private final Database database;
    private final Accounts accounts;
    private final Executor executor;
    private final JsonRpc envelope;
    private final Gate gate;
    private final Map<String, User> sessions = new ConcurrentHashMap<>();

    Web(Database database, Accounts accounts, JsonRpc envelope, Gate gate) {
        this.database = database;
        this.accounts = accounts;
        this.executor = new Executor(database);
        this.envelope = envelope;
        this.gate = gate;
    }

    /** Ends all sessions. */
    public void expireSessions() {
        sessions.clear();
    }

    HttpResponse versionInfo(HttpRequest request, Supplier<Map<String, Object>> version) {
        Map<String, Object> message = envelope.message(request);
        if (message == null) {
            return envelope.wrong(request);
        }
        return gate.pass(new Call("web", "version_info", "web"), request, () -> envelope.answer(message, version::get));
    }

    HttpResponse authenticate(HttpRequest request) {
        Map<String, Object> message = envelope.message(request);
        if (message == null) {
            return envelope.wrong(request);
        }
        Map<String, Object> params = Json.map(message.get("params"));
        return gate.pass(new Call("web", "authenticate", "web"), request, () -> {
            String session = UUID.randomUUID().toString().replace("-", "") + UUID.randomUUID();
            HttpResponse response = envelope.answer(message, () -> {
                if (!database.name().equals(params.get("db"))) {
                    throw database.version()
                            .pick(
                                    OdooException.access("Database not found."),
                                    new OdooException(
                                            "psycopg2.OperationalError",
                                            "FATAL:  database \"" + params.get("db") + "\" does not exist\n",
                                            500));
                }
                User user = accounts.signIn(
                        String.valueOf(params.get("login")),
                        String.valueOf(params.get("password")),
                        false,
                        request.remote());
                sessions.put(session, user);
                return info(user);
            });
            return sessions.containsKey(session)
                    ? response.header(
                            "Set-Cookie",
                            "session_id=" + session + "; Max-Age="
                                    + database.version().pick(604800, 7776000) + "; HttpOnly; Path=/")
                    : response;
        });
    }

    /** The page on which people sign in, with a session of nobody's. */
    HttpResponse login() {
        return HttpResponse.html(200, "<html><head><title>Odoo</title></head></html>")
                .header("Set-Cookie", "session_id=" + UUID.randomUUID() + "; Max-Age=604800; HttpOnly; Path=/");
    }

    private Map<String, Object> info(User user) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("uid", user.uid());
        info.put("is_system", true);
        info.put("is_admin", true);
        info.put("user_context", Map.of("lang", "en_US", "tz", "UTC", "uid", user.uid()));
        info.put("db", database.name());
        info.put("server_version", database.version().serie());
        info.put("server_version_info", database.version().info());
        info.put("name", user.login());
        info.put("username", user.login());
        info.put("partner_id", 3);
        info.put("user_companies", Map.of("current_company", 1));
        if (database.version().is14()) {
            info.put("company_id", 1);
            info.put("user_id", List.of(user.uid()));
        } else {
            info.put("is_internal_user", true);
            info.put("max_file_upload_size", 134217728);
            info.put("websocket_worker_version", "19.0-2");
        }
        return info;
    }

    HttpResponse callKw(HttpRequest request) {
        Map<String, Object> message = envelope.message(request);
        if (message == null) {
            return envelope.wrong(request);
        }
        Map<String, Object> params = Json.map(message.get("params"));
        String model = String.valueOf(params.get("model"));
        String method = String.valueOf(params.get("method"));
        return gate.pass(
                new Call(model, method, "web"),
                request,
                () -> envelope.answer(message, () -> {
                    User user = sessions.get(request.cookie("session_id"));
                    if (user == null) {
                        throw new OdooException("odoo.http.SessionExpiredException", "Session expired", 403);
                    }
                    List<?> args = params.get("args") instanceof List<?> list ? list : List.of();
                    return executor.executeKw(user, model, method, args, Json.map(params.get("kwargs")));
                }));
    }
}
