package hub.security;

import accounts.AccountRefusal;
import accounts.sessions.OdooDoor;
import accounts.sessions.SessionsProperties;
import connections.ConnectionRefusal;
import connections.ConnectionTester;
import connections.Credentials;
import connections.OneSignIn;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import odoo.NoConnectionException;
import odoo.OdooAuthenticationException;
import odoo.OdooConnection;
import odoo.OdooConnections;
import odoo.OdooConstants;
import odoo.OdooProtocol;
import odoo.OdooUnavailableException;
import odoo.OdooValidationException;
import odoo.Secret;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Asks the Odoo behind the connection of {@code hub.sessions.connection} about its users' passwords. They travel straight to
 * the component, past all routes, so that no trace of a route holds one.
 */
@Component
@Profile("!no-database")
class OdooPasswords implements OdooDoor {
    private static final Set<String> NOT_THEIRS = Set.of("refused", "other_user");
    private static final String AWAY = "Odoo cannot be asked at the moment; try again in a minute.";
    private static final String NOT_TAKEN = "Odoo does not take this new password; choose a longer or another one.";

    private final SessionsProperties settings;
    private final OdooConnections connections;
    private final ConnectionTester tester;
    private final OneSignIn signIn;
    private final ProducerTemplate camel;

    OdooPasswords(
            SessionsProperties settings,
            OdooConnections connections,
            ConnectionTester tester,
            OneSignIn signIn,
            ProducerTemplate camel) {
        this.settings = settings;
        this.connections = connections;
        this.tester = tester;
        this.signIn = signIn;
        this.camel = camel;
    }

    @Override
    public OptionalLong check(String database, String login, String password) {
        OdooConnection odoo = odoo();
        if (!database.isEmpty() && !database.equals(odoo.database())) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(tester.test(credentials(odoo, login, password), odoo.reach(), List.of())
                    .userId());
        } catch (ConnectionRefusal refused) {
            return refused(refused) ? OptionalLong.empty() : away(refused);
        } catch (IllegalArgumentException unusable) {
            return OptionalLong.empty();
        }
    }

    @Override
    public boolean changePassword(String login, String before, String after) {
        OdooConnection odoo = odoo();
        try {
            return signIn.as(credentials(odoo, login, before), odoo.reach(), lent -> change(lent, before, after));
        } catch (ConnectionRefusal refused) {
            if (refused(refused)) {
                return false;
            }
            away(refused);
            return false;
        } catch (IllegalArgumentException unusable) {
            return false;
        }
    }

    private boolean change(String connection, String before, String after) {
        try {
            camel.requestBodyAndHeader(
                    "odoo:res.users/change_password",
                    Map.of("old_passwd", before, "new_passwd", after),
                    OdooConstants.CONNECTION,
                    connection);
            return true;
        } catch (CamelExecutionException failed) {
            if (failed.getCause() instanceof OdooAuthenticationException) {
                return false;
            }
            if (failed.getCause() instanceof OdooValidationException) {
                throw AccountRefusal.ofField("/new_password", "not_taken", NOT_TAKEN);
            }
            if (failed.getCause() instanceof OdooUnavailableException) {
                throw AccountRefusal.untilLater(503, AWAY, 60);
            }
            throw failed;
        }
    }

    private OdooConnection odoo() {
        try {
            return connections.get(settings.connection());
        } catch (NoConnectionException none) {
            throw AccountRefusal.untilLater(503, "There is no Odoo to sign in to yet; ask whoever runs this.", 300);
        }
    }

    /** JSON-RPC is the one protocol of every version that takes passwords and says null for nothing. */
    private static Credentials credentials(OdooConnection odoo, String login, String password) {
        return new Credentials(odoo.url(), odoo.database(), login, Secret.of(password), OdooProtocol.JSONRPC);
    }

    private static boolean refused(ConnectionRefusal refusal) {
        return NOT_THEIRS.contains(refusal.getCode());
    }

    private static OptionalLong away(ConnectionRefusal refusal) {
        if (refusal.getStatus() == 429) {
            throw AccountRefusal.untilLater(429, "Too many refused sign-ins; wait a minute.", refusal.getRetryAfter());
        }
        throw AccountRefusal.untilLater(503, AWAY, Math.max(30, refusal.getRetryAfter()));
    }
}
