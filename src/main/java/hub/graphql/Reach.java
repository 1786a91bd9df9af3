package hub.graphql;

import accounts.users.CurrentUser;
import accounts.users.HubUser;
import accounts.users.Role;
import connections.ConnectionStore;
import connections.SavedConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Which connections somebody may use and see: users their own; administrators, managers and programs with an API key also the
 * hub's. By the key that routes and tables have for a connection.
 */
@Component
class Reach {
    /** Key of the hub's own connection. */
    static final String HUB = "default";

    private static final String NONE = "User has no Odoo credentials configured";

    private final CurrentUser current;
    private final ConnectionStore connections;

    Reach(CurrentUser current, ConnectionStore connections) {
        this.current = current;
        this.connections = connections;
    }

    /**
     * The connection that is meant.
     *
     * @param name as its owner calls it; null for the owner's default, or the hub's where there is no own one
     * @throws Refused when there is none, or none of that name
     */
    String connection(String name) {
        Optional<HubUser> user = current.find();
        Optional<String> own = user.flatMap(
                        who -> name == null ? connections.byDefault(who.id()) : connections.byName(who.id(), name))
                .map(SavedConnection::key);
        if (own.isPresent()) {
            return own.get();
        }
        if (seesTheHubs(user) && (name == null || name.equals(HUB))) {
            return HUB;
        }
        throw Refused.absent(name == null ? NONE : "There is no connection of this name.");
    }

    /** Every connection that the caller may see rows of. */
    List<String> visible() {
        Optional<HubUser> user = current.find();
        List<String> keys = new ArrayList<>();
        user.ifPresent(who ->
                connections.list(who.id()).stream().map(SavedConnection::key).forEach(keys::add));
        if (seesTheHubs(user)) {
            keys.add(HUB);
        }
        return keys;
    }

    private static boolean seesTheHubs(Optional<HubUser> user) {
        return user.isEmpty() || user.get().role() != Role.USER;
    }
}
