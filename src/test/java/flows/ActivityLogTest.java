package flows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import routes.ActivityLog;

/** The log that clients read keeps its lines for 90 days. */
class ActivityLogTest extends FlowTest {
    @Autowired
    ActivityLog log;

    @Test
    void oldLinesAreRemoved() {
        jdbc.sql("INSERT INTO activity_log (category, level, message, at) VALUES"
                        + " ('odoo_sync', 'info', 'old', now() - interval '90 days 1 minute'),"
                        + " ('odoo_sync', 'error', 'young', now() - interval '89 days 23 hours')")
                .update();
        log.clean();
        assertThat(jdbc.sql("SELECT message FROM activity_log")
                        .query(String.class)
                        .list())
                .containsExactly("young");
        assertThat(camel.getRouteController().getRouteStatus("log-housekeeping").isStarted())
                .as("each hour")
                .isTrue();
    }
}
