package flows;

import java.util.Map;
import org.junit.jupiter.api.Tag;

/** The guide's scenarios on the Odoo that ODOO_URL names, with an employee made for them and removed afterwards. */
@Tag("real-odoo")
class RealOdooGuideScenariosTest extends GuideScenarios {
    @Override
    Coordinates odoo() {
        Map<String, String> environment = System.getenv();
        return new Coordinates(
                environment.get("ODOO_URL"),
                environment.get("ODOO_DB"),
                environment.get("ODOO_USERNAME"),
                environment.get("ODOO_API_KEY"));
    }
}
