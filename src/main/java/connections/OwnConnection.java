package connections;

import java.util.List;
import java.util.Optional;
import odoo.NoConnectionException;
import odoo.OdooConnection;
import odoo.OdooNeed;
import odoo.OdooReach;
import odoo.OdooReport;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The hub's own connection: what is configured, and how that is changed. */
@Component
@Profile("!no-database")
public class OwnConnection {
    /** What the hub's flows do in Odoo. */
    public static final List<OdooNeed> NEEDS = List.of(
            OdooNeed.read("hr.employee", ""),
            OdooNeed.read("hr.department", ""),
            OdooNeed.read("hr.job", ""),
            new OdooNeed("hr.attendance", "", List.of("read", "create", "write", "unlink")),
            OdooNeed.read("res.partner", ""));

    private static final String NAME = EnvironmentConnections.DEFAULT;

    private final SavedConnections connections;
    private final ConnectionStore store;
    private final ConnectionTester tester;
    private final Vault vault;

    OwnConnection(SavedConnections connections, ConnectionStore store, ConnectionTester tester, Vault vault) {
        this.connections = connections;
        this.store = store;
        this.tester = tester;
        this.vault = vault;
    }

    /** The saved one, paused or not. */
    public Optional<SavedConnection> saved() {
        return store.byDefault(null);
    }

    /** The one that flows use, saved or of the environment; empty when there is none or it cannot be used. */
    public Optional<OdooConnection> inUse() {
        try {
            return Optional.of(connections.get(NAME));
        } catch (NoConnectionException none) {
            return Optional.empty();
        }
    }

    /** @throws ConnectionRefusal status 409 when there is none, or it cannot be used */
    OdooConnection require() {
        try {
            return connections.get(NAME);
        } catch (NoConnectionException none) {
            throw ConnectionRefusal.of(409, "not_configured", null, none.getMessage() + ".");
        }
    }

    /** Tests the one that flows use. @throws ConnectionRefusal saying what is wrong */
    public OdooReport test() {
        return tester.test(require(), NEEDS);
    }

    /** Tests credentials and saves them. A failing test saves nothing. @throws ConnectionRefusal saying what is wrong */
    public OdooReport save(Credentials credentials, OdooReach reach) {
        vault.require();
        OdooReport report = tester.test(credentials, reach, NEEDS);
        store.save(null, NAME, credentials, true);
        connections.changed();
        return report;
    }

    /** Removes the saved one; the environment's counts again. @return whether there was one */
    public boolean remove() {
        boolean there = store.delete(null, NAME);
        connections.changed();
        return there;
    }

    /** What of the needs is not met, as in {@code hr.attendance: may not create, write}. */
    public static List<String> missing(OdooReport report) {
        return report.models().stream()
                .filter(model -> !model.ok())
                .map(model -> model.model() + ": " + fault(model))
                .toList();
    }

    private static String fault(OdooReport.Model model) {
        if (!model.exists()) {
            return "does not exist in this Odoo";
        }
        return model.denied().isEmpty() ? "cannot be looked at" : "may not " + String.join(", ", model.denied());
    }
}
