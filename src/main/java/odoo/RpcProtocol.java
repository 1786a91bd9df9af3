package odoo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;

/** What JSON-RPC and XML-RPC share: the services {@code object} and {@code common}, and the arguments of a call to them. */
abstract class RpcProtocol implements Wire {
    /** Odoo's answer when a method returns nothing. */
    static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    @Override
    public OdooAnswer call(OdooSession session, OdooCall call) {
        OdooConnection connection = session.connection();
        RpcArguments arguments = RpcArguments.of(call, session.version());
        ArrayNode args = Json.MAPPER
                .createArrayNode()
                .add(connection.database())
                .add(session.uid(() -> authenticate(session)))
                .add(connection.secret().reveal())
                .add(call.model())
                .add(call.method())
                .add(arguments.positional())
                .add(arguments.named());
        return send(session, call, "object", "execute_kw", args);
    }

    private long authenticate(OdooSession session) {
        OdooConnection connection = session.connection();
        OdooCall login = session.common("authenticate");
        ArrayNode args = Json.MAPPER
                .createArrayNode()
                .add(connection.database())
                .add(connection.username())
                .add(connection.secret().reveal())
                .add(Json.MAPPER.createObjectNode());
        return session.acceptUid(
                login, send(session, login, "common", "authenticate", args).json());
    }

    /** Calls a method of a service. */
    abstract OdooAnswer send(OdooSession session, OdooCall call, String service, String method, ArrayNode args);
}
