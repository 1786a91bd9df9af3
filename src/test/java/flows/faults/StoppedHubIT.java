package flows.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.Fault;

/** A hub, a process of the packaged jar, is asked to end in the middle of a pull. */
class StoppedHubIT {
    private static final int PARTNERS = 600;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void itStoresThePageThatItIsAtAndTheNextRunGoesOnBehindIt() {
        TestDatabase database = TestDatabase.create();
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        try (PracticeFaultOdoo odoo = new PracticeFaultOdoo();
                FaultHubs hubs = new FaultHubs(
                        database,
                        odoo,
                        1,
                        Map.of("HUB_SYNC_PAGE_SIZE", "50", "HUB_SYNC_PARALLEL", "1", "HUB_MIRROR_ENABLED", "false"))) {
            List<Map<String, Object>> partners = new ArrayList<>();
            for (int i = 0; i < PARTNERS; i++) {
                partners.add(Map.of("name", "Partner " + i, "email", "p" + i + "@example.com"));
            }
            odoo.practice().createAll("res.partner", partners);
            odoo.practice()
                    .misbehave(Fault.delay(Duration.ofMillis(250))
                            .onPages("res.partner")
                            .times(Integer.MAX_VALUE));
            run(hubs);
            await().atMost(PATIENCE).until(() -> stored(jdbc) > 0);
            hubs.end(0);
            await().atMost(PATIENCE).until(() -> !status(jdbc).contains("running"));
            assertThat(status(jdbc)).containsExactly("interrupted");
            assertThat(jdbc.sql("SELECT failure FROM sync_run WHERE flow = 'customers'")
                            .query(String.class)
                            .single())
                    .isEqualTo("The hub was stopped while the run was under way.");
            odoo.behave();
            hubs.awaitAll();
            run(hubs);
            await().atMost(PATIENCE).until(() -> status(jdbc).contains("succeeded"));
            assertThat(jdbc.sql("SELECT resumed FROM sync_run WHERE status = 'succeeded' AND flow = 'customers'")
                            .query(Boolean.class)
                            .single())
                    .as("it goes on behind the page")
                    .isTrue();
            assertThat(jdbc.sql("SELECT count(*) FROM customers WHERE email LIKE 'p%@example.com'")
                            .query(Long.class)
                            .single())
                    .isEqualTo(PARTNERS);
        }
    }

    private static void run(FaultHubs hubs) {
        hubs.post(0, "/api/v1/sync/flows/customers/runs", "{\"mode\":\"incremental\"}");
    }

    private static long stored(JdbcClient jdbc) {
        return jdbc.sql("SELECT coalesce(max(after_id), 0) FROM sync_flow WHERE flow = 'customers'")
                .query(Long.class)
                .single();
    }

    private static List<String> status(JdbcClient jdbc) {
        return jdbc.sql("SELECT status FROM sync_run WHERE flow = 'customers' ORDER BY id")
                .query(String.class)
                .list();
    }
}
