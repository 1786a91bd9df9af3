package connections;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import connections.ConnectionStore.Opened;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import odoo.NoConnectionException;
import odoo.OdooConnection;
import odoo.OdooConnections;
import odoo.OdooProtocol;
import odoo.OdooReach;

/**
 * Connections by name. {@code default} is the hub's saved default connection, else the one of the environment; {@code c} and a
 * number is a user's; any other name is one of the hub's own. A connection that was saved, paused or removed in another process
 * is noticed within a second.
 */
public class SavedConnections implements OdooConnections {
    private static final String USERS = "c[1-9][0-9]{0,17}";
    private static final String LENT = "lent-";

    private final EnvironmentConnections environment;
    private final ConnectionStore store;
    private final Requester requester;
    private final Map<String, OdooConnection> lent = new ConcurrentHashMap<>();
    private final Cache<String, OdooConnection> hubs = cache();

    /** Apart from the hub's own: those are asked for while one of these is loaded, and no cache may be asked while it loads. */
    private final Cache<String, OdooConnection> users = cache();

    SavedConnections(EnvironmentConnections environment, ConnectionStore store, Requester requester) {
        this.environment = environment;
        this.store = store;
        this.requester = requester;
    }

    /** Whether routes mean a user's connection by that name. */
    static boolean isUsers(String name) {
        return name.matches(USERS);
    }

    /** @throws NoConnectionException when there is none of that name, or it is paused, or its secret does not open */
    @Override
    public OdooConnection get(String name) {
        OdooConnection once = lent.get(name);
        Cache<String, OdooConnection> known = isUsers(name) ? users : hubs;
        return once != null ? once : known.get(name, key -> HubItself.does(() -> load(key)));
    }

    /** What was saved or removed in this process counts from now on. */
    void changed() {
        hubs.invalidateAll();
        users.invalidateAll();
    }

    /**
     * Makes credentials known for a while without storing them.
     *
     * @return the name to call them by, until {@link #giveBack}
     */
    String lend(Credentials credentials, OdooReach reach) {
        String name = LENT + UUID.randomUUID();
        lent.put(name, ConnectionTester.connection(name, credentials, reach));
        return name;
    }

    void giveBack(String name) {
        lent.remove(name);
    }

    /** Address of the hub's own Odoo; empty when there is none that can be used. */
    Optional<String> ownUrl() {
        try {
            return Optional.of(get(EnvironmentConnections.DEFAULT).url());
        } catch (NoConnectionException none) {
            return Optional.empty();
        }
    }

    /** Where a user's connection to that address may lead: the hub's own Odoo is there for users as well, wherever it is. */
    OdooReach reachOfUsers(String url) {
        return ownUrl().filter(url::equals).isPresent() ? OdooReach.NETWORK : requester.reach(false);
    }

    private static Cache<String, OdooConnection> cache() {
        return Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(Duration.ofSeconds(1))
                .build();
    }

    private OdooConnection load(String name) {
        try {
            Optional<Opened> saved = name.equals(EnvironmentConnections.DEFAULT)
                    ? store.openDefault()
                    : isUsers(name) ? store.open(Long.parseLong(name.substring(1))) : store.openOwn(name);
            if (saved.isPresent()) {
                return usable(name, saved.get());
            }
        } catch (ConnectionRefusal lost) {
            throw new NoConnectionException(lost.getMessage());
        }
        return environment.get(name);
    }

    private OdooConnection usable(String name, Opened opened) {
        SavedConnection c = opened.connection();
        if (c.pausedReason() != null) {
            throw new NoConnectionException("The connection '" + c.name() + "' is paused: " + c.pausedReason());
        }
        return ConnectionTester.connection(
                name,
                new Credentials(c.url(), c.db(), c.username(), opened.secret(), OdooProtocol.parse(c.protocol())),
                c.owner() == null ? requester.reach(true) : reachOfUsers(c.url()));
    }
}
