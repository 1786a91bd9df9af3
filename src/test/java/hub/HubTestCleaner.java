package hub;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;
import practice.PracticeOdoo;

/** Before each test class: empty tables, and a practice Odoo that is up, behaves, and holds none of our partners. */
class HubTestCleaner extends AbstractTestExecutionListener {
    /** The partners that every practice Odoo has: its company and its administrator. */
    private static final int FIRST_PARTNERS = 2;

    @Override
    public void beforeTestClass(TestContext test) {
        ApplicationContext hub = test.getApplicationContext();
        hub.getBean(TestDatabase.class).clean();
        PracticeOdoo odoo = hub.getBean(PracticeOdoo.class);
        odoo.up();
        odoo.behave();
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
