package hub;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** A {@link HubTest} that is set up like the trial run: customers set a password without a mail, as often as they like, and there
 * is GraphiQL. Its classes share one hub. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@HubTest
@TestPropertySource(
        properties = {
            "hub.setup.verification=none",
            // As in the trial run.
            "spring.graphql.graphiql.enabled=true",
            "spring.graphql.schema.introspection.enabled=true",
            "hub.graphql.max-depth=20",
            "hub.accounts.limits.requests-per-address.requests=0",
            "hub.accounts.limits.sign-ins-per-account.requests=0"
        })
public @interface WithoutVerification {}
