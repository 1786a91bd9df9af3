package hub;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives each hub under test a database of its own. */
class HubTestInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestDatabase database = TestDatabase.create();
        TestPropertyValues.of(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + TestDatabase.USER,
                        "odoo.url=http://127.0.0.1:9",
                        "odoo.db=practice",
                        "odoo.username=admin",
                        "odoo.api-key=none")
                .applyTo(context);
    }
}
