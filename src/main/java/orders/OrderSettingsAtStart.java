package orders;

import jakarta.annotation.PostConstruct;
import java.util.Locale;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what the settings say of orders, for the SQL functions that follow Odoo. */
@Component
@Profile("!no-database")
@DependsOnDatabaseInitialization
class OrderSettingsAtStart {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final OrderSettings settings;

    OrderSettingsAtStart(JdbcClient jdbc, PlatformTransactionManager transactions, OrderSettings settings) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.settings = settings;
    }

    @PostConstruct
    void write() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("DELETE FROM order_setting").update();
            put(
                    "conflicts",
                    settings.conflicts().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            settings.status().forEach((state, meaning) -> put("status." + state, meaning));
        });
    }

    private void put(String name, String value) {
        jdbc.sql("INSERT INTO order_setting (name, value) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value")
                .params(name, value)
                .update();
    }
}
