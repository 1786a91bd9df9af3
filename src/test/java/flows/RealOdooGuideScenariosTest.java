package flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Tag;

/**
 * The guide's scenarios on the Odoo that ODOO_URL names, with an employee made for them and removed afterwards. With ODOO_PSQL its
 * own database is looked at, too.
 */
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

    @Override
    void assertHeld(String... stays) {
        super.assertHeld(stays);
        if (OdooDatabase.isNamed()) {
            assertThat(OdooDatabase.texts("SELECT check_in || ' ' || coalesce(check_out::text, '-')"
                            + " FROM hr_attendance WHERE employee_id = " + employee))
                    .containsExactlyInAnyOrder(stays);
        }
    }

    @Override
    int pullAll(IntSupplier pull) {
        if (!OdooDatabase.isNamed()) {
            return super.pullAll(pull);
        }
        // Somebody else may hire and dismiss meanwhile.
        long before = employees();
        int total = super.pullAll(pull);
        long after = employees();
        assertThat((long) total).isBetween(Math.min(before, after), Math.max(before, after));
        return total;
    }

    private static long employees() {
        return OdooDatabase.count("SELECT count(*) FROM hr_employee WHERE active");
    }
}
