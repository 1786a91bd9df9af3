package odoo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What is known of one connection: version, protocol, user id, fields, and whether its credentials were refused. Until a
 * first call has shown that the credentials are good, calls go one at a time, so that a wrong password is tried once
 * and not once a thread (Odoo shuts an address out after five).
 */
final class OdooSession {
    private static final int NOT_FOUND = 404;

    private final OdooConnection connection;
    private final Context context;
    private final FieldsCache fields;
    private final SessionRequests requests;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile OdooVersion version;
    private volatile OdooProtocol protocol;
    private volatile long uid;
    private volatile boolean accepted;
    private volatile OdooAuthenticationException refusal;

    /** One request: where to, what, and with which headers. */
    record Request(String path, byte[] body, Map<String, Object> headers) {}

    /**
     * What a session needs of the component.
     *
     * @param transports ways to servers
     * @param listener told of every request
     * @param limits bounds of the session's own requests
     * @param fieldsExpiry how long a model's fields are remembered
     */
    record Context(
            OdooTransports transports, OdooCallListener listener, OdooCall.Limits limits, Duration fieldsExpiry) {}

    OdooSession(OdooConnection connection, Context context) {
        this.connection = connection;
        this.context = context;
        this.fields = new FieldsCache(this, context.fieldsExpiry());
        this.requests = new SessionRequests(connection, context);
    }

    OdooConnection connection() {
        return connection;
    }

    OdooCall.Limits limits() {
        return context.limits();
    }

    FieldsCache fields() {
        return fields;
    }

    OdooFailures failures(OdooCall call) {
        return new OdooFailures(connection, call);
    }

    /** The pseudo call by which the version and login requests are known. */
    OdooCall common(String method) {
        return requests.common(method);
    }

    OdooAnswer call(OdooCall call) {
        if (accepted) {
            return remembering(call);
        }
        lock.lock();
        try {
            return remembering(call);
        } finally {
            lock.unlock();
        }
    }

    private OdooAnswer remembering(OdooCall call) {
        if (refusal != null) {
            throw new OdooAuthenticationException(refusal.details());
        }
        try {
            OdooAnswer answer = wire().call(this, call);
            accepted = true;
            return answer;
        } catch (OdooAuthenticationException e) {
            refusal = e;
            accepted = false;
            throw e;
        } catch (OdooAccessException | OdooValidationException e) {
            accepted = true;
            throw e;
        } catch (OdooMissingException e) {
            accepted = e.getWhat() != OdooMissingException.What.DATABASE;
            throw e;
        } catch (OdooUnavailableException e) {
            if (!isOlderNow(e)) {
                throw e;
            }
            return remembering(call);
        }
    }

    /** Whether there is another Odoo behind the address, or an older database in it: one that has no JSON-2. */
    private boolean isOlderNow(OdooUnavailableException e) {
        boolean noSuchPath = e.getHttpStatus() == NOT_FOUND && protocol == OdooProtocol.JSON2;
        if (!noSuchPath || connection.protocol() != OdooProtocol.AUTO) {
            return false;
        }
        version = null;
        protocol = null;
        uid = 0;
        fields.forget();
        return protocol() != OdooProtocol.JSON2;
    }

    private Wire wire() {
        return switch (protocol()) {
            case JSON2 -> new Json2Protocol();
            case XMLRPC -> new XmlRpcProtocol();
            default -> new JsonRpcProtocol();
        };
    }

    /** The protocol in use; asks the server its version the first time. */
    OdooProtocol protocol() {
        if (protocol == null) {
            boolean json2 = version().hasJson2() && connection.secret().looksLikeApiKey();
            protocol = connection.protocol() != OdooProtocol.AUTO
                    ? connection.protocol()
                    : json2 ? OdooProtocol.JSON2 : OdooProtocol.JSONRPC;
        }
        return protocol;
    }

    /** The server's version, asked for once. */
    OdooVersion version() {
        if (version == null) {
            lock.lock();
            try {
                if (version == null) {
                    version = requests.askVersion();
                }
            } finally {
                lock.unlock();
            }
        }
        return version;
    }

    /** What the server says of its version, asked for afresh; no credentials are sent. */
    OdooAnswer askServer() {
        return requests.askServer();
    }

    /** The user's id, from the given login the first time. */
    long uid(LongSupplier login) {
        if (uid == 0) {
            lock.lock();
            try {
                if (uid == 0) {
                    uid = login.getAsLong();
                }
            } finally {
                lock.unlock();
            }
        }
        return uid;
    }

    /** The user's id when a login has told it, else 0. */
    long knownUid() {
        return uid;
    }

    /** The user's id in the answer to a login, which is {@code false} for wrong credentials. */
    long acceptUid(OdooCall login, byte[] answer) {
        String text = new String(answer, StandardCharsets.US_ASCII).strip();
        if (!text.matches("[1-9]\\d{0,17}")) {
            throw failures(login).refused(200, null);
        }
        return Long.parseLong(text);
    }

    /** Sends a request, takes the result out of its answer and tells the listeners. */
    OdooAnswer exchange(OdooCall call, OdooProtocol via, Request request, Function<HttpAnswer, byte[]> result) {
        return requests.send(call, via, request, result);
    }
}
