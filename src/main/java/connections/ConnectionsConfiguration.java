package connections;

import java.util.HashMap;
import java.util.Map;
import odoo.OdooComponent;
import odoo.OdooConnections;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** The {@code odoo} component, with the options below {@code camel.component.odoo}, and where its connections come from. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OdooProperties.class, ConnectionSettings.class, SecretSettings.class})
public class ConnectionsConfiguration {
    static final String PREFIX = "camel.component.odoo";

    /** Profile of commands that know no database, and so no saved connection. */
    private static final String WITHOUT_DATABASE = "no-database";

    @Bean
    @Profile(WITHOUT_DATABASE)
    OdooConnections environmentConnections(OdooProperties settings) {
        return new EnvironmentConnections(settings);
    }

    @Bean
    @Profile("!" + WITHOUT_DATABASE)
    SavedConnections odooConnections(OdooProperties settings, ConnectionStore store, Requester requester) {
        return new SavedConnections(new EnvironmentConnections(settings), store, requester);
    }

    @Bean
    SealedColumn savedSecrets() {
        return new SealedColumn(
                "saved Odoo connection(s)",
                "save the credentials again",
                "odoo_connection",
                "id",
                "secret",
                "'odoo_connection/' || coalesce(owner::text, 'hub') || '/' || id");
    }

    @Bean("odoo")
    OdooComponent odoo(OdooConnections connections, CamelContext camel, Environment environment) {
        OdooComponent component = new OdooComponent();
        component.setCamelContext(camel);
        component.setConnections(connections);
        Map<String, Object> options = new HashMap<>();
        Binder.get(environment)
                .bind(PREFIX, Bindable.mapOf(String.class, String.class))
                // CAMEL_COMPONENT_ODOO_RESPONSE_TIMEOUT arrives here as response.timeout.
                .ifBound(found -> found.forEach((name, value) -> options.put(name.replaceAll("[-._]", ""), value)));
        PropertyBindingSupport.build()
                .withCamelContext(camel)
                .withTarget(component)
                .withProperties(options)
                .withConfigurer(component.getComponentPropertyConfigurer())
                .withIgnoreCase(true)
                .withMandatory(true)
                .withOptionPrefix("")
                .bind();
        return component;
    }
}
