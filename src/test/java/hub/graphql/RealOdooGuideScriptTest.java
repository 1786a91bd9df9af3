package hub.graphql;

import java.util.Map;
import org.junit.jupiter.api.Tag;

/** With the Odoo 19 that ODOO_URL names, and the practice Odoo as a 14 beside it. */
@Tag("real-odoo")
class RealOdooGuideScriptTest extends GuideScript {
    @Override
    Odoo newer() {
        Map<String, String> environment = System.getenv();
        return new Odoo(
                environment.get("ODOO_URL"),
                environment.get("ODOO_DB"),
                environment.get("ODOO_USERNAME"),
                environment.get("ODOO_API_KEY"));
    }

    @Override
    int partners() {
        return -1;
    }
}
