package odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import odoo.OdooReport.Problem;

/** Tests a connection, and whether its user may do what the flows need. Changes nothing in Odoo. */
public final class OdooVerifier {
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
                    OdooProblems.otherUser(connection, login));
        } catch (OdooException e) {
            Problem problem = OdooProblems.of(connection, version, e);
            return new OdooReport(connection.name(), connection.url(), version, protocol, 0, null, List.of(), problem);
        }
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
            Set<String> fields =
                    session.fields().of(need.model(), context(session)).names();
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
            return new OdooReport.Model(need.model(), false, List.of(), List.of(), OdooProblems.of(e));
        } catch (OdooAccessException e) {
            return new OdooReport.Model(need.model(), true, need.operations(), List.of(), null);
        } catch (OdooException e) {
            return new OdooReport.Model(need.model(), true, List.of(), List.of(), OdooProblems.of(e));
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
