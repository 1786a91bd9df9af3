package odoo;

import java.util.List;
import org.apache.camel.CamelContext;

/** The Odoo that the environment names, for the tests tagged {@code real-odoo}. */
public final class RealOdoo {
    private RealOdoo() {}

    /** Lets every connection of the context lead there. */
    public static void connect(CamelContext camel) {
        OdooConnection connection = connection(OdooProtocol.AUTO);
        OdooComponent component = camel.getComponent("odoo", OdooComponent.class);
        component.setConnections(name -> connection);
        component.forgetRefusal(connection.name());
    }

    /** It as the connection {@code default}. */
    public static OdooConnection connection(OdooProtocol protocol) {
        return new OdooConnection(
                "default",
                setting("ODOO_URL"),
                setting("ODOO_DB"),
                setting("ODOO_USERNAME"),
                Secret.of(setting("ODOO_API_KEY")),
                protocol,
                List.of());
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("The real-odoo tests need the environment variable " + name);
        }
        return value;
    }
}
