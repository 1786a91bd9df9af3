package hub.security;

import accounts.users.ForeignSignIn;
import accounts.users.UsersProperties;
import connections.ConnectionRefusal;
import connections.ConnectionTester;
import connections.Credentials;
import java.util.List;
import java.util.Optional;
import odoo.OdooConnection;
import odoo.OdooConnections;
import odoo.OdooProtocol;
import odoo.OdooReport;
import odoo.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Users of an Odoo sign in with their Odoo password, where a setting names the connection. They have the role user until an
 * administrator gives them another. Held under the limit on refused sign-ins at one Odoo, which tests of credentials share.
 */
@Component
@ConditionalOnProperty("hub.users.odoo-sign-in")
class OdooSignIn implements ForeignSignIn {
    private static final Logger LOG = LoggerFactory.getLogger(OdooSignIn.class);

    private final UsersProperties settings;
    private final OdooConnections connections;
    private final ConnectionTester tester;

    OdooSignIn(UsersProperties settings, OdooConnections connections, ConnectionTester tester) {
        this.settings = settings;
        this.connections = connections;
        this.tester = tester;
    }

    @Override
    public Optional<Vouched> check(String username, String password) {
        try {
            OdooConnection odoo = connections.get(settings.odooSignIn());
            OdooReport report = tester.test(
                    new Credentials(odoo.url(), odoo.database(), username, Secret.of(password), OdooProtocol.JSONRPC),
                    odoo.reach(),
                    List.of());
            // Another Odoo or database behind the same connection has other users with the same ids.
            String issuer = "odoo:" + odoo.url() + "/" + odoo.database();
            return Optional.of(new Vouched(issuer, String.valueOf(report.userId()), username));
        } catch (ConnectionRefusal refused) {
            LOG.debug("Odoo did not let a user in: {}", refused.getCode());
            return Optional.empty();
        } catch (IllegalArgumentException none) {
            LOG.warn("Nobody can sign in with an Odoo password: {}", none.getMessage());
            return Optional.empty();
        }
    }
}
