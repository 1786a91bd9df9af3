package hub;

import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;
import org.springframework.test.util.ReflectionTestUtils;
import practice.PracticeOdoo;

/**
 * Before each test class: empty tables, a practice Odoo that is up, behaves, and holds none of our partners, and the MBeans of this
 * hub, where another hub of the same JVM may have put its own.
 */
class HubTestCleaner extends AbstractTestExecutionListener {
    /** The partners that every practice Odoo has: its company and its administrator. */
    private static final int FIRST_PARTNERS = 2;

    private static final List<String> REGISTERED_AT_START =
            List.of("attendanceAtStart", "connectionsAtStart", "flowsAtStart", "ordersAtStart");

    @Override
    public void beforeTestClass(TestContext test) {
        ApplicationContext hub = test.getApplicationContext();
        hub.getBean(TestDatabase.class).clean();
        REGISTERED_AT_START.forEach(name -> ReflectionTestUtils.invokeMethod(hub.getBean(name), "ready"));
        PracticeOdoo odoo = hub.getBean(PracticeOdoo.class);
        odoo.up();
        odoo.behave();
        // Odoo keeps a partner that orders are about, and an order that is not cancelled.
        odoo.ids("sale.order").forEach(id -> {
            odoo.write("sale.order", id, Map.of("state", "cancel"));
            odoo.unlink("sale.order", id);
        });
        int[] ours = odoo.ids("res.partner").stream()
                .sorted()
                .skip(FIRST_PARTNERS)
                .mapToInt(Integer::intValue)
                .toArray();
        if (ours.length > 0) {
            odoo.unlink("res.partner", ours);
        }
    }
}
