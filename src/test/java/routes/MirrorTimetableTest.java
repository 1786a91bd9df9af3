package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sync.Timetable;

/** Flows into the mirror run at moments of their own unless somebody says otherwise. */
class MirrorTimetableTest {

    @Test
    void momentsAreSpreadAndAlwaysTheSame() {
        List<String> flows = List.of("tasks", "events", "blog-posts", "sales-orders", "projects", "meetings");
        assertThat(flows.stream()
                        .map(flow -> of(flow, Map.of(), Map.of()).cron())
                        .distinct())
                .hasSizeGreaterThan(4);
        assertThat(of("tasks", Map.of(), Map.of())).isEqualTo(of("tasks", Map.of(), Map.of()));
        for (String flow : flows) {
            Timetable cron = Timetable.parse(of(flow, Map.of(), Map.of()).cron(), ZoneOffset.UTC);
            assertThat(cron.shortest(Instant.parse("2026-01-01T00:00:00Z"))).hasMinutes(5);
            Timetable.parse(of(flow, Map.of(), Map.of()).fullCron(), ZoneOffset.UTC);
        }
    }

    @Test
    void settingsComeBeforeTheFileAndTheFileBeforeNothing() {
        Map<String, String> file = Map.of("cron", "1 2 3 * * ?", "enabled", "false");
        assertThat(of("tasks", file, Map.of()).cron()).isEqualTo("1 2 3 * * ?");
        assertThat(of("tasks", file, Map.of()).enabled()).isFalse();
        Map<String, String> settings = Map.of("hub.flows.tasks.cron", "0 0 4 * * ?", "hub.flows.tasks.enabled", "true");
        assertThat(of("tasks", file, settings).cron()).isEqualTo("0 0 4 * * ?");
        assertThat(of("tasks", file, settings).enabled()).isTrue();
    }

    private static MirrorTimetable of(String flow, Map<String, String> file, Map<String, String> settings) {
        return MirrorTimetable.of(flow, file::get, settings::get);
    }
}
