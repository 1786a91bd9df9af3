package connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import odoo.LightCamel;
import odoo.OdooComponent;
import odoo.OdooConnection;
import odoo.OdooConnections;
import odoo.OdooProtocol;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ConnectionsConfigurationTest {
    private final ApplicationContextRunner spring = new ApplicationContextRunner()
            .withUserConfiguration(ConnectionsConfiguration.class)
            .withInitializer(context -> context.getEnvironment().addActiveProfile("no-database"))
            .withBean(CamelContext.class, LightCamel::context);

    @Test
    void readsTheEnvironmentsConnection() {
        TestPropertyValues environment = TestPropertyValues.of(
                "ODOO_URL=https://odoo.example.com/",
                "ODOO_DB=prod",
                "ODOO_USERNAME=hub",
                "ODOO_API_KEY=very secret",
                "ODOO_PROTOCOL=json-rpc",
                "ODOO_COMPANY_IDS=1,3");
        spring.withInitializer(context ->
                        environment.applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT))
                .run(context -> {
                    OdooConnection connection =
                            context.getBean(OdooConnections.class).get("default");
                    assertThat(connection.url()).isEqualTo("https://odoo.example.com");
                    assertThat(connection.database()).isEqualTo("prod");
                    assertThat(connection.username()).isEqualTo("hub");
                    assertThat(connection.secret().reveal()).isEqualTo("very secret");
                    assertThat(connection.protocol()).isEqualTo(OdooProtocol.JSONRPC);
                    assertThat(connection.allowedCompanyIds()).containsExactly(1L, 3L);
                    assertThat(connection.toString()).doesNotContain("very secret");
                    assertThat(context.getBean(OdooProperties.class).toString()).doesNotContain("very secret");
                });
    }

    @Test
    void namesTheMissingSettings() {
        spring.withPropertyValues("odoo.url=https://odoo.example.com", "odoo.username=hub")
                .run(context -> assertThatThrownBy(
                                () -> context.getBean(OdooConnections.class).get("default"))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("ODOO_DB, ODOO_API_KEY")
                        .hasMessageNotContaining("ODOO_URL"));
    }

    @Test
    void refusesAnUnknownConnectionAndAnUnknownProtocol() {
        spring.withPropertyValues(
                        "odoo.url=https://o.example.com",
                        "odoo.db=d",
                        "odoo.username=u",
                        "odoo.api-key=k",
                        "odoo.protocol=soap")
                .run(context -> {
                    OdooConnections connections = context.getBean(OdooConnections.class);
                    assertThatThrownBy(() -> connections.get("other")).hasMessageContaining("'other'");
                    assertThatThrownBy(() -> connections.get("default")).hasMessageContaining("json2");
                });
    }

    @Test
    void bindsComponentOptions() {
        spring.withPropertyValues(
                        "camel.component.odoo.response-timeout=1234",
                        "camel.component.odoo.maxResponseSize=99",
                        "camel.component.odoo.fields-cache-expiry=7")
                .run(context -> {
                    OdooComponent odoo = context.getBean("odoo", OdooComponent.class);
                    assertThat(odoo.getConfiguration().getResponseTimeout()).isEqualTo(1234);
                    assertThat(odoo.getConfiguration().getMaxResponseSize()).isEqualTo(99);
                    assertThat(odoo.getFieldsCacheExpiry()).isEqualTo(7);
                });
    }

    @Test
    void bindsComponentOptionsOfTheEnvironment() {
        spring.withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment",
                                Map.of(
                                        "CAMEL_COMPONENT_ODOO_RESPONSE_TIMEOUT", "1234",
                                        "CAMEL_COMPONENT_ODOO_MAXRESPONSESIZE", "99"))))
                .run(context -> {
                    OdooComponent odoo = context.getBean("odoo", OdooComponent.class);
                    assertThat(odoo.getConfiguration().getResponseTimeout()).isEqualTo(1234);
                    assertThat(odoo.getConfiguration().getMaxResponseSize()).isEqualTo(99);
                });
    }

    @Test
    void refusesAnOptionThatDoesNotExist() {
        spring.withPropertyValues("camel.component.odoo.no-such-option=1")
                .run(context -> assertThat(context).hasFailed());
    }
}
