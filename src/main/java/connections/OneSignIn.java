package connections;

import java.util.List;
import java.util.function.Function;
import odoo.OdooReach;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Lets somebody call Odoo with credentials that are nobody's connection, for as long as one act takes. */
@Component
@Profile("!no-database")
public class OneSignIn {
    private final ConnectionTester tester;
    private final SavedConnections connections;

    OneSignIn(ConnectionTester tester, SavedConnections connections) {
        this.tester = tester;
        this.connections = connections;
    }

    /**
     * Signs in, under the limit on refused sign-ins at one Odoo, and acts.
     *
     * @param act is given the name by which routes know the connection until it returns
     * @throws ConnectionRefusal when Odoo does not let them in, or cannot be asked
     */
    public <T> T as(Credentials credentials, OdooReach reach, Function<String, T> act) {
        tester.test(credentials, reach, List.of());
        String lent = connections.lend(credentials, reach);
        try {
            return act.apply(lent);
        } finally {
            connections.giveBack(lent);
            tester.release(lent);
        }
    }
}
