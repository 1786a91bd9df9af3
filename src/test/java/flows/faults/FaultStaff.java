package flows.faults;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The people of a campaign, in Odoo and as persons of the hub. */
final class FaultStaff {
    /** What all badges begin with. */
    static final String PREFIX = "HUBFC";

    private static final int REGULARS = 12;

    private final Map<String, Integer> employees = new HashMap<>();
    private final List<String> regulars;
    private final String archived;
    private final String forgetful;

    /** @param campaign what tells them from the people of other campaigns, letters and digits */
    FaultStaff(String campaign, FaultOdoo odoo, JdbcClient jdbc) {
        this(campaign, odoo, jdbc, REGULARS);
    }

    /** @param count how many come and go every day; attendances of one of them go to Odoo one after the other */
    FaultStaff(String campaign, FaultOdoo odoo, JdbcClient jdbc, int count) {
        String prefix = PREFIX + campaign;
        regulars = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
        archived = prefix + "A";
        forgetful = prefix + "F";
        regulars.forEach(badge -> hire(badge, odoo, jdbc, "linked"));
        hire(archived, odoo, jdbc, "archived");
        hire(forgetful, odoo, jdbc, "linked");
    }

    private void hire(String badge, FaultOdoo odoo, JdbcClient jdbc, String status) {
        int employee = odoo.hire(badge);
        employees.put(badge, employee);
        jdbc.sql("WITH one AS (INSERT INTO persons (person_id, name, odoo_employee_id, odoo_status)"
                        + " VALUES (:badge, :badge, :employee, :status) RETURNING id)"
                        + " INSERT INTO person_badge (badge, person) SELECT :badge, id FROM one")
                .param("badge", badge)
                .param("employee", employee)
                .param("status", status)
                .update();
    }

    /** Badges of those who come and go every day. */
    List<String> regulars() {
        return regulars;
    }

    /** Badge of somebody whom the hub knows as archived. */
    String archived() {
        return archived;
    }

    /** Badge of somebody who never goes, as far as terminals know. */
    String forgetful() {
        return forgetful;
    }

    int employee(String badge) {
        return employees.get(badge);
    }

    Collection<Integer> employees() {
        return employees.values();
    }
}
