package connections;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import odoo.OdooNeed;
import odoo.OdooProtocol;
import odoo.OdooReach;
import odoo.OdooReport;
import odoo.Secret;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The operations of {@code openapi/profile.yaml}: a user's own Odoos. The user is the exchange property {@code owner}. */
@Component("profileRequests")
@Profile("!no-database")
public class ProfileRequests {
    private static final String FIRST = "default";
    private static final List<OdooNeed> NEEDS =
            List.of(OdooNeed.read("res.partner", ""), OdooNeed.read("product.product", ""));

    private final ConnectionStore store;
    private final SavedConnections connections;
    private final ConnectionTester tester;
    private final Vault vault;
    private final ConnectionFacts facts;
    private final Set<Long> testing = ConcurrentHashMap.newKeySet();

    ProfileRequests(
            ConnectionStore store,
            SavedConnections connections,
            ConnectionTester tester,
            Vault vault,
            ConnectionFacts facts) {
        this.store = store;
        this.connections = connections;
        this.tester = tester;
        this.vault = vault;
        this.facts = facts;
    }

    /** The named connection or the default one, with its secret masked, and the names of all. */
    public Map<String, Object> get(@ExchangeProperty("owner") Long owner, @Header("name") String name) {
        List<SavedConnection> all = store.list(owner);
        Map<String, Object> answer = json(find(owner, name));
        answer.put("connections", all.stream().map(ProfileRequests::json).toList());
        return answer;
    }

    /** The named connection or the default one. @throws ConnectionRefusal status 404 */
    public SavedConnection named(@ExchangeProperty("owner") Long owner, @Header("name") String name) {
        return find(owner, name);
    }

    /** Tests and then saves; a failing test saves nothing and keeps what was saved. */
    public Map<String, Object> save(@ExchangeProperty("owner") Long owner, @Body Map<String, Object> request) {
        vault.require();
        String name = text(request, "name") == null ? defaultName(owner) : text(request, "name");
        Credentials credentials = credentials(owner, name, request);
        OdooReport report =
                oneAtATime(owner, () -> tester.test(credentials, connections.reachOfUsers(credentials.url()), NEEDS));
        SavedConnection saved = store.save(owner, name, credentials, Boolean.TRUE.equals(request.get("is_default")));
        connections.changed();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("message", "Odoo credentials updated successfully");
        answer.put("odoo_uid", report.userId());
        answer.put("odoo_url", saved.url());
        answer.put("odoo_database", saved.db());
        answer.put("name", saved.name());
        answer.put("is_default", saved.isDefault());
        return answer;
    }

    /** Tests and saves nothing. */
    public Map<String, Object> test(@ExchangeProperty("owner") Long owner, @Body Map<String, Object> request) {
        return oneAtATime(owner, () -> tested(owner, request));
    }

    /** A server that answers slowly holds one thread of ours for each user, not all. */
    private <T> T oneAtATime(Long owner, Supplier<T> test) {
        if (!testing.add(owner)) {
            throw ConnectionRefusal.untilLater(
                    429, "test_under_way", "A test of yours is under way; wait until it has ended.", 5);
        }
        try {
            return test.get();
        } finally {
            testing.remove(owner);
        }
    }

    private Map<String, Object> tested(Long owner, Map<String, Object> request) {
        String name = text(request, "name") == null ? defaultName(owner) : text(request, "name");
        Credentials credentials = credentials(owner, name, request);
        OdooReach reach = connections.reachOfUsers(credentials.url());
        OdooReport report = tester.test(credentials, reach, NEEDS);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("message", "Odoo credentials test successful");
        answer.put("odoo_uid", report.userId());
        String lent = connections.lend(credentials, reach);
        try {
            answer.put("contact_count", facts.count(lent, "res.partner"));
            answer.put("product_count", facts.count(lent, "product.product"));
            answer.put("key_expiry", facts.keyExpiry(lent, report.userId(), credentials.secret()));
        } finally {
            connections.giveBack(lent);
            tester.release(lent);
        }
        answer.put("odoo_url", report.url());
        answer.put("odoo_database", credentials.db());
        answer.put("server_version", report.version());
        answer.put("protocol", report.protocol().name().toLowerCase(Locale.ROOT));
        answer.put("missing", OwnConnection.missing(report));
        return answer;
    }

    /** Removes the named connection, or the default one; the oldest that is left becomes the default. */
    public Map<String, Object> remove(@ExchangeProperty("owner") Long owner, @Header("name") String name) {
        store.delete(owner, find(owner, name).name());
        connections.changed();
        return new LinkedHashMap<>(Map.of("message", "Odoo credentials deleted successfully"));
    }

    private SavedConnection find(Long owner, String name) {
        Optional<SavedConnection> found = name == null ? store.byDefault(owner) : store.byName(owner, name);
        return found.orElseThrow(
                () -> ConnectionRefusal.of(404, "not_configured", null, "User has no Odoo credentials configured"));
    }

    private String defaultName(Long owner) {
        return store.byDefault(owner).map(SavedConnection::name).orElse(FIRST);
    }

    private Credentials credentials(Long owner, String name, Map<String, Object> request) {
        String url = text(request, "odoo_url");
        if (url == null) {
            url = store.byName(owner, name)
                    .map(SavedConnection::url)
                    .or(() -> connections.ownUrl())
                    .orElseThrow(() -> ConnectionRefusal.of(
                            422, "required", "url", "Give odoo_url: the hub itself has no Odoo to take it from."));
        }
        String password = text(request, "odoo_password");
        if (password != null && password.matches("\\*+")) {
            throw ConnectionRefusal.of(422, "masked", "password", "This is the mask, not the password; give it anew.");
        }
        return new Credentials(
                url.strip().replaceAll("/+$", ""),
                text(request, "odoo_database"),
                text(request, "odoo_username"),
                Secret.of(password),
                OdooProtocol.parse(text(request, "protocol")));
    }

    private static String text(Map<String, Object> request, String member) {
        return request.get(member) instanceof String text && !text.isBlank() ? text : null;
    }

    private static Map<String, Object> json(SavedConnection connection) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", connection.name());
        json.put("is_default", connection.isDefault());
        json.put("odoo_url", connection.url());
        json.put("odoo_database", connection.db());
        json.put("odoo_username", connection.username());
        json.put("odoo_password", ConnectionRequests.MASK);
        json.put("protocol", connection.protocol());
        json.put("paused", connection.pausedReason());
        return json;
    }
}
