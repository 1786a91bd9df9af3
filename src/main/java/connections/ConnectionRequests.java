package connections;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import odoo.OdooConnection;
import odoo.OdooProtocol;
import odoo.OdooReport;
import odoo.Secret;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The operations of {@code openapi/odoo-sync.yaml} about the hub's own connection. */
@Component("connectionRequests")
@Profile("!no-database")
public class ConnectionRequests {
    /** What stands in the place of a saved secret. */
    public static final String MASK = "***********";

    private static final String NAME = EnvironmentConnections.DEFAULT;
    private static final List<String> MEMBERS = List.of("url", "db", "username", "password");

    private final OwnConnection own;
    private final SavedConnections connections;
    private final ConnectionTester tester;
    private final Requester requester;

    ConnectionRequests(OwnConnection own, SavedConnections connections, ConnectionTester tester, Requester requester) {
        this.own = own;
        this.connections = connections;
        this.tester = tester;
        this.requester = requester;
    }

    /** Tests the credentials of the request, or without any the hub's own connection. Stores nothing. */
    public Map<String, Object> test(@Body Map<String, Object> request) {
        OdooReport report = brings(request)
                ? tester.test(credentials(request), requester.reach(), OwnConnection.NEEDS)
                : own.test();
        Map<String, Object> answer = answer("Connection test successful");
        answer.put("server_version", report.version());
        // What every Odoo says of its own protocols.
        answer.put("protocol_version", 1);
        answer.put("protocol", report.protocol().name().toLowerCase(Locale.ROOT));
        answer.put("uid", report.userId());
        answer.put("missing", OwnConnection.missing(report));
        return answer;
    }

    /** Tests and then saves; a failing test saves nothing. */
    public Map<String, Object> save(@Body Map<String, Object> request) {
        own.save(credentials(request), requester.reach());
        return answer("Odoo configuration saved successfully");
    }

    /** Removes the saved connection; the environment's, where there is one, counts again. */
    public Map<String, Object> remove() {
        if (!own.remove()) {
            throw ConnectionRefusal.of(404, "not_saved", null, "No Odoo configuration is saved.");
        }
        return answer("Odoo configuration removed");
    }

    /** The hub's own connection, its secret masked. */
    public Map<String, Object> get() {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        SavedConnection saved = own.saved().orElse(null);
        if (saved != null) {
            answer.put("configured", true);
            answer.put("config", config(saved.url(), saved.db(), saved.username(), saved.protocol()));
            answer.put("source", "saved");
            answer.put("paused", saved.pausedReason());
            return answer;
        }
        OdooConnection environment = own.inUse().orElse(null);
        answer.put("configured", environment != null);
        answer.put(
                "config",
                environment == null
                        ? null
                        : config(
                                environment.url(),
                                environment.database(),
                                environment.username(),
                                environment.protocol().name().toLowerCase(Locale.ROOT)));
        answer.put("source", environment == null ? null : "environment");
        answer.put("paused", null);
        return answer;
    }

    /** Holds a request to days in their order. @throws ConnectionRefusal status 422 */
    public void days(@Body Map<String, Object> request) {
        // Both are dates as the contract says, which compare as text.
        if (String.valueOf(request.get("end_date")).compareTo(String.valueOf(request.get("start_date"))) < 0) {
            throw ConnectionRefusal.of(422, "order", "end_date", "The last day is before the first.");
        }
    }

    /**
     * Says by which connection this exchange calls Odoo: its property {@code odooConnection} becomes {@code default}, or, where the
     * request brings credentials, a name that is good until the exchange is done.
     */
    public void lend(@Body Map<String, Object> request, Exchange exchange) {
        if (!brings(request)) {
            own.require();
            exchange.setProperty("odooConnection", NAME);
            return;
        }
        Credentials credentials = credentials(request);
        OdooConnection configured = own.inUse().orElse(null);
        String name = connections.lend(credentials, requester.reach());
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                connections.giveBack(name);
                tester.release(name);
            }
        });
        OdooConnection lent = connections.get(name);
        if (configured != null
                && !(configured.url().equals(lent.url())
                        && configured.database().equals(lent.database()))) {
            throw ConnectionRefusal.of(
                    409,
                    "another_odoo",
                    "url",
                    "What the hub holds comes from another Odoo; ids of the two would be mixed up. Give the url and db of"
                            + " the configured connection, or configure this one.");
        }
        tester.test(credentials, requester.reach(), List.of());
        exchange.setProperty("odooConnection", name);
    }

    private static boolean brings(Map<String, Object> request) {
        return MEMBERS.stream().anyMatch(request::containsKey);
    }

    private static Credentials credentials(Map<String, Object> request) {
        for (String member : MEMBERS) {
            if (!(request.get(member) instanceof String text) || text.isBlank()) {
                throw ConnectionRefusal.of(
                        422,
                        "required",
                        member.equals("db") ? "database" : member,
                        "Give url, db, username and password together.");
            }
        }
        String password = request.get("password").toString();
        if (password.matches("\\*+")) {
            throw ConnectionRefusal.of(422, "masked", "password", "This is the mask, not the password; give it anew.");
        }
        Object protocol = request.get("protocol");
        return new Credentials(
                request.get("url").toString().strip(),
                request.get("db").toString().strip(),
                request.get("username").toString().strip(),
                Secret.of(password),
                OdooProtocol.parse(protocol == null ? null : protocol.toString()));
    }

    private static Map<String, Object> config(String url, String db, String username, String protocol) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("url", url);
        config.put("db", db);
        config.put("username", username);
        config.put("password", MASK);
        config.put("protocol", protocol);
        return config;
    }

    private static Map<String, Object> answer(String message) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("message", message);
        return answer;
    }
}
