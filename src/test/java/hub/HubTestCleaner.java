package hub;

import javax.sql.DataSource;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Empties the tables before each test class, so that classes that share a hub do not share data. */
class HubTestCleaner extends AbstractTestExecutionListener {
    @Override
    public void beforeTestClass(TestContext test) {
        TestDatabase.clean(test.getApplicationContext().getBean(DataSource.class));
    }
}
