package hub;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;

/**
 * A test of the whole hub: server on a free port, an embedded PostgreSQL, and a practice Odoo 19 without partners of its own.
 * Classes that ask for nothing else share one running hub; before each class its tables and its Odoo are emptied. Nothing
 * runs at start ({@code hub.sync.run-at-start=false}).
 *
 * <p>{@link TestDatabase} and {@link practice.PracticeOdoo} can be injected. The administrator is {@link #ADMIN} with the password {@link #PASSWORD}. A class that changes the configuration gets a
 * hub and a database of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        classes = HubApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "hub.admin.username=" + HubTest.ADMIN,
            "hub.admin.password=" + HubTest.PASSWORD,
            // Passwords of tests guard nothing.
            "hub.accounts.bcrypt.cost=4",
            // Tests try many refused keys from one address.
            "hub.accounts.limits.refused-keys-per-address.requests=0",
            "spring.jmx.enabled=true",
            "spring.jmx.registration-policy=replace_existing",
            // The JVM ends without stopping each hub, whose database goes at the same moment.
            "spring.main.register-shutdown-hook=false",
            // Stopping waits for nobody: the database of the tests goes at the same moment.
            "camel.main.shutdown-timeout=2",
            "spring.lifecycle.timeout-per-shutdown-phase=2s",
            "server.shutdown=immediate",
            // One name in JMX does not fit several hubs in one JVM.
            "spring.quartz.properties.org.quartz.scheduler.jmx.export=false"
        })
@AutoConfigureObservability(tracing = false)
@ContextConfiguration(initializers = HubTestInitializer.class)
@TestExecutionListeners(listeners = HubTestCleaner.class, mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
public @interface HubTest {
    /** User name of the administrator. */
    String ADMIN = "admin";

    /** Password of the administrator. */
    String PASSWORD = "practice makes perfect";
}
