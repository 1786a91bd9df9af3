package odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import odoo.OdooReport.Code;
import odoo.OdooReport.Problem;
import odoo.OdooReport.Setting;

/** Tests a connection, and whether its user may do what the flows need. Changes nothing in Odoo. */
public final class OdooVerifier {
    private static final String TRY_LATER = "Check that Odoo runs, then try again";
    private static final int HAS_ACCESS_SINCE = 18;
    private final OdooComponent component;

    public OdooVerifier(OdooComponent component) {
        this.component = component;
    }

    /**
     * Tests a connection by its name. Refused credentials are tried again, once.
     *
     * @throws IllegalArgumentException when there is no such connection, or it lacks a setting
     */
    public OdooReport verify(String connection, List<OdooNeed> needs) {
        component.forgetRefusal(connection);
        return verify(component.session(connection), needs);
    }

    /** Tests a connection before it is stored anywhere. */
    public OdooReport verify(OdooConnection connection, List<OdooNeed> needs) {
        component.forgetRefusal(connection.name());
        return verify(component.session(connection), needs);
    }

    private OdooReport verify(OdooSession session, List<OdooNeed> needs) {
        OdooConnection connection = session.connection();
        String version = null;
        OdooProtocol protocol = null;
        try {
            version = session.version().text();
            protocol = session.protocol();
            JsonNode user = user(session);
            long id = user.path("id").asLong();
            String login = user.path("login").asText(null);
            List<OdooReport.Model> models = new ArrayList<>();
            for (OdooNeed need : needs) {
                models.add(model(session, need));
            }
            return new OdooReport(
                    connection.name(),
                    connection.url(),
                    version,
                    protocol,
                    id,
                    login,
                    List.copyOf(models),
                    otherUser(connection, login));
        } catch (OdooException e) {
            Problem problem = problem(connection, version, e);
            return new OdooReport(connection.name(), connection.url(), version, protocol, 0, null, List.of(), problem);
        }
    }

    /** JSON-2 finds the user by the key alone, so the username may be somebody else's. */
    private static Problem otherUser(OdooConnection connection, String login) {
        if (login == null
                || connection.username().isBlank()
                || connection.username().equalsIgnoreCase(login)) {
            return null;
        }
        return new Problem(
                Code.OTHER_USER,
                Setting.USERNAME,
                "The API key belongs to '" + login + "', not to '" + connection.username() + "'",
                "Set the username to '" + login + "', or use a key of '" + connection.username() + "'");
    }

    private static Problem problem(OdooConnection connection, String version, OdooException e) {
        if (e instanceof OdooAuthenticationException) {
            boolean password = connection.protocol() == OdooProtocol.JSON2
                    && !connection.secret().looksLikeApiKey();
            return new Problem(
                    Code.REFUSED,
                    Setting.API_KEY,
                    e.getProblem(),
                    password
                            ? "JSON-2 takes API keys only: make one in Odoo, or use another protocol"
                            : "Check the API key or password, and that the username is '" + connection.username()
                                    + "'");
        }
        if (e instanceof OdooMissingException missing && missing.getWhat() == OdooMissingException.What.DATABASE) {
            return new Problem(
                    Code.NO_SUCH_DATABASE, Setting.DATABASE, e.getProblem(), "Correct the name of the database");
        }
        if (version == null && e instanceof OdooUnavailableException) {
            return new Problem(unreachable(e), Setting.URL, e.getProblem(), e.getRemedy());
        }
        return new Problem(
                code(e), Setting.NONE, e.getProblem(), e instanceof OdooBusyException ? e.getRemedy() : TRY_LATER);
    }

    private static Code unreachable(OdooException e) {
        if (e.getCause() instanceof GuardedNames.BeyondReachException) {
            return Code.ADDRESS_NOT_ALLOWED;
        }
        if (e.getCause() instanceof UnknownHostException) {
            return Code.NO_SUCH_HOST;
        }
        boolean proxy = List.of(502, 503, 504).contains(e.getHttpStatus());
        return e.getHttpStatus() == 0 || proxy ? Code.UNREACHABLE : Code.NOT_ODOO;
    }

    private static Code code(OdooException e) {
        return switch (e.getKind()) {
            case ACCESS -> Code.NO_RIGHTS;
            case BUSY -> Code.BUSY;
            case MISSING -> Code.MISSING;
            case UNAVAILABLE -> Code.UNREACHABLE;
            default -> Code.FAILED;
        };
    }

    /** The user that the credentials belong to. JSON-2 learns it from the key, the others when they sign in. */
    static JsonNode user(OdooSession session) {
        ObjectNode none = Json.MAPPER.createObjectNode();
        byte[] context = call(session, "res.users", "context_get", none);
        long signedIn = session.knownUid();
        long uid = signedIn != 0
                ? signedIn
                : Json.node(context, "context").path("uid").asLong();
        ObjectNode arguments = Json.MAPPER.createObjectNode();
        arguments.putArray("fields").add("login");
        OdooCall read = new OdooCall(
                "res.users", "read", new long[] {uid}, arguments, context(session), true, session.limits());
        JsonNode user = Json.node(session.call(read).json(), "user").path(0);
        return user.isObject() ? user : none.put("id", uid);
    }

    private static OdooReport.Model model(OdooSession session, OdooNeed need) {
        List<String> denied = new ArrayList<>();
        try {
            Set<String> fields = session.fields().of(need.model(), context(session));
            List<String> missing = FieldList.parse(need.fields()).items().stream()
                    .filter(item -> !item.optional())
                    .filter(item -> item.names().stream().noneMatch(fields::contains))
                    .map(item -> String.join("|", item.names()))
                    .toList();
            for (String operation : need.operations()) {
                if (!allowed(session, need.model(), operation)) {
                    denied.add(operation);
                }
            }
            return new OdooReport.Model(need.model(), true, List.copyOf(denied), missing, null);
        } catch (OdooMissingException e) {
            return new OdooReport.Model(
                    need.model(),
                    false,
                    List.of(),
                    List.of(),
                    new Problem(code(e), Setting.NONE, e.getProblem(), e.getRemedy()));
        } catch (OdooAccessException e) {
            return new OdooReport.Model(need.model(), true, need.operations(), List.of(), null);
        } catch (OdooException e) {
            return new OdooReport.Model(
                    need.model(),
                    true,
                    List.of(),
                    List.of(),
                    new Problem(code(e), Setting.NONE, e.getProblem(), e.getRemedy()));
        }
    }

    private static boolean allowed(OdooSession session, String model, String operation) {
        boolean recent = session.version().major() >= HAS_ACCESS_SINCE;
        ObjectNode arguments = Json.MAPPER.createObjectNode();
        arguments.put("operation", operation);
        if (!recent) {
            arguments.put("raise_exception", false);
        }
        OdooCall call = new OdooCall(
                model,
                recent ? "has_access" : "check_access_rights",
                recent ? new long[0] : null,
                arguments,
                context(session),
                true,
                session.limits());
        return Json.node(session.call(call).json(), "right").asBoolean();
    }

    private static byte[] call(OdooSession session, String model, String method, ObjectNode arguments) {
        return session.call(new OdooCall(model, method, null, arguments, context(session), true, session.limits()))
                .json();
    }

    private static ObjectNode context(OdooSession session) {
        return OdooRequest.context(new OdooConfiguration(), session.connection());
    }
}
