package changes;

import jakarta.annotation.PostConstruct;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down whose changes the settings want, for the triggers. */
@Component
@Profile("!no-database & !command")
@DependsOnDatabaseInitialization
class ChangesAtStart {
    private final JdbcClient jdbc;
    private final ChangesProperties settings;

    ChangesAtStart(JdbcClient jdbc, ChangesProperties settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @PostConstruct
    void write() {
        jdbc.sql("""
                WITH gone AS (DELETE FROM change_wanted WHERE source = 'settings' AND topic <> ALL (:told))
                INSERT INTO change_wanted (topic, source) SELECT unnest(:told::text[]), 'settings' ON CONFLICT DO NOTHING
                """)
                .param(
                        "told",
                        settings.told().stream().map(String::strip).distinct().toArray(String[]::new))
                .update();
    }
}
