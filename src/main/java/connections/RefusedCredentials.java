package connections;

import odoo.OdooCallListener;
import odoo.OdooFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Pauses a user's connection the moment that Odoo refuses its credentials, whoever used it: there is no second try. */
@Component
@Profile("!no-database")
class RefusedCredentials implements OdooCallListener {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedCredentials.class);
    private static final String REASON = "Odoo refused the credentials; test and save them again.";

    private final ConnectionStore store;
    private final SavedConnections connections;

    RefusedCredentials(ConnectionStore store, SavedConnections connections) {
        this.store = store;
        this.connections = connections;
    }

    @Override
    public void called(Call call) {
        if (call.failure() != OdooFailure.AUTHENTICATION || !SavedConnections.isUsers(call.connection())) {
            return;
        }
        long id = Long.parseLong(call.connection().substring(1));
        if (store.pause(id, REASON, call.duration())) {
            connections.changed();
            LOG.warn("Connection {} is paused: Odoo refused its credentials", call.connection());
        }
    }
}
