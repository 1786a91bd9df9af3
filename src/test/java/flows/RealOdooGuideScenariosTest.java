package flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.IntSupplier;
import odoo.OdooSql;
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
        OdooSql.named()
                .ifPresent(sql -> assertThat(sql.rows("SELECT check_in || ' ' || coalesce(check_out::text, '-')"
                                + " FROM hr_attendance WHERE employee_id = " + employee))
                        .containsExactlyInAnyOrder(stays));
    }

    @Override
    int pullAll(IntSupplier pull) {
        if (OdooSql.named().isEmpty()) {
            return super.pullAll(pull);
        }
        // Somebody else may hire and dismiss meanwhile.
        int before = employees();
        int total = super.pullAll(pull);
        int after = employees();
        assertThat(total).isBetween(Math.min(before, after), Math.max(before, after));
        return total;
    }

    private static int employees() {
        return OdooSql.named()
                .map(sql -> Integer.parseInt(sql.rows("SELECT count(*) FROM hr_employee WHERE active").get(0)))
                .orElseThrow();
    }
}
