package odoo;

import java.util.List;

/** The Odoo that the environment names, for the tests tagged {@code real-odoo}. */
final class RealOdoo {
    private RealOdoo() {}

    static OdooConnection connection(OdooProtocol protocol) {
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
