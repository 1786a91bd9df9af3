package connections;

import java.util.ArrayList;
import java.util.List;
import odoo.NoConnectionException;
import odoo.OdooConnection;
import odoo.OdooConnections;
import odoo.OdooProtocol;
import odoo.Secret;

/** The one connection that the environment describes: {@code default}. */
public class EnvironmentConnections implements OdooConnections {
    /** Name of the connection of the environment. */
    public static final String DEFAULT = "default";

    private static final int ALL = 4;

    private final OdooProperties settings;
    private volatile OdooConnection connection;

    public EnvironmentConnections(OdooProperties settings) {
        this.settings = settings;
    }

    /** @throws NoConnectionException for another name, or naming the settings that are missing or wrong */
    @Override
    public OdooConnection get(String name) {
        if (!DEFAULT.equals(name)) {
            throw new NoConnectionException("There is no Odoo connection named '" + name + "', only '" + DEFAULT + "'");
        }
        if (connection == null) {
            connection = read();
        }
        return connection;
    }

    private OdooConnection read() {
        List<String> missing = new ArrayList<>();
        need(settings.url(), "ODOO_URL", missing);
        need(settings.db(), "ODOO_DB", missing);
        need(settings.username(), "ODOO_USERNAME", missing);
        need(settings.apiKey(), "ODOO_API_KEY", missing);
        if (!missing.isEmpty()) {
            if (missing.size() == ALL) {
                throw new NoConnectionException("There is no Odoo connection yet: save one with 'configure', or set "
                        + String.join(", ", missing) + " in the environment");
            }
            throw new NoConnectionException("The Odoo connection '" + DEFAULT + "' lacks " + String.join(", ", missing)
                    + ": set " + (missing.size() == 1 ? "it" : "them") + " in the environment");
        }
        return new OdooConnection(
                DEFAULT,
                settings.url(),
                settings.db(),
                settings.username(),
                Secret.of(settings.apiKey()),
                OdooProtocol.parse(settings.protocol()),
                settings.companyIds());
    }

    private static void need(String value, String setting, List<String> missing) {
        if (value == null || value.isBlank()) {
            missing.add(setting);
        }
    }
}
