package changes.webhooks;

import jakarta.annotation.PostConstruct;
import java.util.List;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down the webhooks of the settings; those that are not there any more are removed. */
@Component
@Profile("!no-database & !command")
@DependsOnDatabaseInitialization
class WebhooksAtStart {
    private final JdbcClient jdbc;
    private final WebhookKeys keys;

    WebhooksAtStart(JdbcClient jdbc, WebhookKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    @PostConstruct
    void write() {
        jdbc.sql("DELETE FROM webhook WHERE source = 'settings' AND name <> ALL (?)")
                .param(keys.ofSettings().keySet().toArray(String[]::new))
                .update();
        jdbc.sql("DELETE FROM webhook_secret s USING webhook w WHERE w.id = s.webhook AND w.name = ANY (?)")
                .param(keys.ofSettings().keySet().toArray(String[]::new))
                .update();
        keys.ofSettings().forEach((name, endpoint) -> {
            List<String> operations = endpoint.operations();
            jdbc.sql("""
                    INSERT INTO webhook (name, url, models, operations, source, created_by)
                    VALUES (:name, :url, :models, :operations, 'settings', 'settings')
                    ON CONFLICT (name) DO UPDATE SET url = EXCLUDED.url, models = EXCLUDED.models, operations = EXCLUDED.operations,
                        source = 'settings'
                    """)
                    .param("name", name)
                    .param("url", endpoint.url())
                    .param("models", endpoint.models().toArray(String[]::new))
                    .param(
                            "operations",
                            (operations == null || operations.isEmpty() ? Webhooks.OPERATIONS : operations)
                                    .toArray(String[]::new))
                    .update();
        });
    }
}
