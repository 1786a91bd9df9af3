package hub.start;

import hub.HubApplication;
import hub.cli.WithoutDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.util.StringUtils;

/** Looks, before anything else is started, whether the settings that have no default are there, and names all that are not. */
class MissingSettings implements ApplicationListener<ApplicationPreparedEvent> {
    /** Property and the environment variable that people set it with. */
    private static final Map<String, String> REQUIRED = new LinkedHashMap<>();

    /** None of them is needed where a connection can be saved instead, or has been. */
    private static final List<String> ODOO = List.of("ODOO_URL", "ODOO_DB", "ODOO_USERNAME", "ODOO_API_KEY");

    /** A command that needs no database; its profile brings an address that is never used. */
    private static final Profiles WITHOUT_DATABASE = Profiles.of(WithoutDatabase.PROFILE);

    static {
        REQUIRED.put("spring.datasource.url", "SPRING_DATASOURCE_URL");
        REQUIRED.put("odoo.url", "ODOO_URL");
        REQUIRED.put("odoo.db", "ODOO_DB");
        REQUIRED.put("odoo.username", "ODOO_USERNAME");
        REQUIRED.put("odoo.api-key", "ODOO_API_KEY");
    }

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        if (!event.getSpringApplication().getAllSources().contains(HubApplication.class)) {
            return;
        }
        Environment environment = event.getApplicationContext().getEnvironment();
        List<String> missing = in(environment);
        if (!missing.isEmpty()) {
            boolean one = missing.size() == 1;
            throw new StartFailure("Not started: " + String.join(", ", missing)
                    + (one
                            ? " is missing; give it as an environment variable"
                            : " are missing; give them as environment variables")
                    + " (see docs/settings.md).");
        }
        if (environment.acceptsProfiles(WITHOUT_DATABASE)) {
            return;
        }
        if (!environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:")) {
            throw new StartFailure(
                    "Not started: SPRING_DATASOURCE_URL has to look like jdbc:postgresql://host:5432/database.");
        }
    }

    static List<String> in(Environment environment) {
        List<String> missing = new ArrayList<>();
        REQUIRED.forEach((property, variable) -> {
            if (!given(environment, property) && !given(environment, variable)) {
                missing.add(variable);
            }
        });
        boolean canBeSaved = given(environment, "hub.secret.keyset") || given(environment, "hub.secret.keyset-file");
        if (canBeSaved && missing.containsAll(ODOO)) {
            missing.removeAll(ODOO);
        }
        if (environment.getProperty("hub.kafka.enabled", Boolean.class, false)
                && !given(environment, "hub.kafka.brokers")) {
            missing.add("KAFKA_BROKERS");
        }
        return missing;
    }

    private static boolean given(Environment environment, String name) {
        return StringUtils.hasText(environment.getProperty(name));
    }
}
