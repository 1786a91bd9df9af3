package hub;

import connections.Vault;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import practice.PracticeOdoo;

/** Gives each hub under test a database and a practice Odoo of its own. */
class HubTestInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** Seals the secrets of every hub under test. */
    static final String KEYSET = Vault.newKeyset();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestDatabase database = TestDatabase.create();
        PracticeOdoo odoo = PracticeOdoo.builder().version(19).start();
        ((GenericApplicationContext) context).registerBean(PracticeOdoo.class, () -> odoo);
        ((GenericApplicationContext) context).registerBean(TestDatabase.class, () -> database);
        TestPropertyValues.of(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + TestDatabase.USER,
                        "odoo.url=" + odoo.url(),
                        "odoo.db=" + odoo.database(),
                        "odoo.username=" + odoo.username(),
                        "odoo.api-key=" + odoo.apiKey(),
                        // Hubs that run side by side must not share the name in JMX.
                        "spring.quartz.scheduler-name=" + database.url().replaceAll(".*/", ""),
                        "hub.secret.keyset=" + KEYSET,
                        "hub.sync.run-at-start=false",
                        "hub.mirror.enabled=false",
                        "hub.orders.push=false",
                        "hub.webhooks.push=false",
                        "hub.webhooks.reach=any",
                        "hub.flows.attendance.continuous=false",
                        "hub.hints.continuous=false",
                        "hub.connections.continuous=false")
                .applyTo(context);
    }
}
