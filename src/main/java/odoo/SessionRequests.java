package odoo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** The requests of one connection, each told to the listener, and the one that asks a server its version. */
final class SessionRequests {
    private static final byte[] VERSION_CALL =
            "{\"jsonrpc\":\"2.0\",\"method\":\"call\",\"params\":{}}".getBytes(StandardCharsets.US_ASCII);
    private static final String JSON_TYPE = "application/json";
    private static final String XML_TYPE = "text/xml";

    private final OdooConnection connection;
    private final OdooSession.Context context;

    SessionRequests(OdooConnection connection, OdooSession.Context context) {
        this.connection = connection;
        this.context = context;
    }

    /** The pseudo call by which the version and login requests are known. */
    OdooCall common(String method) {
        return new OdooCall(
                "common",
                method,
                null,
                Json.MAPPER.createObjectNode(),
                Json.MAPPER.createObjectNode(),
                true,
                context.limits());
    }

    /** What the server says of its version; no credentials are sent. */
    OdooAnswer askServer() {
        OdooCall call = common("version");
        return send(
                call,
                OdooProtocol.JSONRPC,
                new OdooSession.Request("web/webclient/version_info", VERSION_CALL, Map.of()),
                http -> JsonRpcProtocol.result(new OdooFailures(connection, call), http));
    }

    /** The server's version. */
    OdooVersion askVersion() {
        String text =
                Json.node(askServer().json(), "version").path("server_version").asText("");
        if (text.isEmpty()) {
            throw new OdooFailures(connection, common("version"))
                    .unavailable(
                            "What answers at " + connection.url() + " does not say that it is Odoo",
                            "Check the url of the connection",
                            200);
        }
        return OdooVersion.parse(text);
    }

    /** Sends a request, takes the result out of its answer and tells the listener. */
    OdooAnswer send(OdooCall call, OdooProtocol via, OdooSession.Request request, Function<HttpAnswer, byte[]> result) {
        long start = System.nanoTime();
        OdooFailure outcome = OdooFailure.UNAVAILABLE;
        long bytes = 0;
        try {
            HttpAnswer answer = context.transports()
                    .post(
                            new OdooTransport.Settings(connection.url(), call.limits(), connection.reach()),
                            request.path(),
                            via == OdooProtocol.XMLRPC ? XML_TYPE : JSON_TYPE,
                            request.body(),
                            request.headers());
            bytes = answer.body().length;
            OdooAnswer taken = new OdooAnswer(result.apply(answer), answer.date());
            outcome = null;
            return taken;
        } catch (TransportException e) {
            OdooException failure = new OdooFailures(connection, call).lost(e);
            outcome = failure.getKind();
            throw failure;
        } catch (OdooException e) {
            outcome = e.getKind();
            throw e;
        } finally {
            context.listener()
                    .called(new OdooCallListener.Call(
                            connection.name(),
                            call.model(),
                            call.method(),
                            via,
                            Duration.ofNanos(System.nanoTime() - start),
                            outcome,
                            bytes));
        }
    }
}
