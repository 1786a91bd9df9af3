package flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.PackagedHub;
import hub.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import practice.Fault;
import practice.PracticeOdoo;

/** The packaged jar while the ground gives way: killed with -9, PostgreSQL restarted. In the end all is equal to the source. */
class KilledRunIT {
    private static final int PARTNERS = 1000;

    @TempDir
    static Path folder;

    private static PackagedHub jar;

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private PracticeOdoo odoo;

    @BeforeAll
    static void unpack() {
        jar = PackagedHub.unpacked(folder);
    }

    @BeforeEach
    void start() {
        odoo = PracticeOdoo.builder().partners(PARTNERS).start();
    }

    @AfterEach
    void stop() {
        odoo.close();
    }

    @Test
    void killedAtSeveralPagesItEndsEqual() throws Exception {
        for (int page : new int[] {1, 3}) {
            Fault held = odoo.misbehave(Fault.hang().onPages("res.partner").nth(page));
            Process hub = sync();
            await().atMost(Duration.ofMinutes(2)).until(() -> held.hits() == 1 || !hub.isAlive());
            hub.destroyForcibly().waitFor();
            odoo.behave();
        }
        long stored = storedSoFar();
        odoo.calls().clear();

        Process last = sync();

        assertThat(last.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(last.exitValue()).isZero();
        assertThat(stored).isPositive();
        assertThat(jdbc.sql("SELECT status FROM sync_run WHERE flow = 'customers' ORDER BY id")
                        .query(String.class)
                        .list())
                .containsExactly("interrupted", "interrupted", "succeeded");
        assertEqualToSource();
    }

    @Test
    void postgresqlRestartedMidRunTheRunGoesOn() throws Exception {
        Fault held = odoo.misbehave(Fault.hang().onPages("res.partner").nth(4));
        Process hub = sync();
        await().atMost(Duration.ofMinutes(2)).until(() -> held.hits() == 1 || !hub.isAlive());
        long stored = storedSoFar();
        TestDatabase.restartServer();
        held.clear();

        assertThat(hub.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(hub.exitValue()).isZero();
        assertThat(stored).isPositive();
        assertThat(jdbc.sql("SELECT status, read FROM sync_run WHERE flow = 'customers'")
                        .query()
                        .listOfRows())
                .singleElement()
                .isEqualTo(Map.of("status", "succeeded", "read", (long) PARTNERS));
        assertEqualToSource();
    }

    private long storedSoFar() {
        return jdbc.sql("SELECT coalesce(max(after_id), 0) FROM sync_flow WHERE flow = 'customers'")
                .query(Long.class)
                .single();
    }

    private Process sync() {
        Map<String, String> settings = PackagedHub.settings(odoo, database);
        settings.put("HUB_SYNC_PAGE_SIZE", "100");
        settings.put("HUB_SYNC_PARALLEL", "1");
        return jar.start(settings, "sync", "customers").process();
    }

    private void assertEqualToSource() {
        Map<Long, List<String>> expected = new HashMap<>();
        for (int id : odoo.ids("res.partner")) {
            Map<String, Object> p = odoo.record("res.partner", id);
            if (Boolean.TRUE.equals(p.get("active")) && p.get("parent_id") == null && p.get("email") != null) {
                expected.put((long) id, List.of((String) p.get("name"), (String) p.get("email")));
            }
        }
        Map<Long, List<String>> found = new HashMap<>();
        jdbc.sql("SELECT odoo_partner_id, name, email FROM customers WHERE odoo_status = 'linked'")
                .query(row -> {
                    found.put(row.getLong(1), List.of(row.getString(2), row.getString(3)));
                });
        assertThat(found).isEqualTo(expected);
    }
}
