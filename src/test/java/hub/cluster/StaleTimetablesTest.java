package hub.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.HubTest;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quartz.Scheduler;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Timetables in the database of flows that are gone: their ticks start nothing, and a hub that is alone takes them away. */
@HubTest
@TestPropertySource(properties = "hub.cluster.enabled=true")
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class StaleTimetablesTest {
    private static final TriggerKey STALE = TriggerKey.triggerKey("incremental", "renamed");
    private static final TriggerKey KEPT = TriggerKey.triggerKey("incremental", "kept");

    @Autowired
    CamelContext camel;

    @Autowired
    Scheduler scheduler;

    @Autowired
    StaleTimetables timetables;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aFlowThatIsGoneStartsNothingAndItsTimetableIsTakenAway(CapturedOutput output) throws Exception {
        scheduler.pauseTriggers(GroupMatcher.triggerGroupEquals("renamed"));
        schedule("renamed", "* * * * * ?");
        schedule("kept", "0 0 0 1 1 ?");
        camel.getRouteController().stopRoute("renamed-schedule");
        camel.removeRoute("renamed-schedule");
        assertThat(scheduler.checkExists(STALE)).as("it outlives its route").isTrue();

        long fired = System.currentTimeMillis();
        scheduler.resumeTriggers(GroupMatcher.triggerGroupEquals("renamed"));
        await().until(() -> fired() > fired + 1_000);
        assertThat(output)
                .as("its ticks are passed over")
                .doesNotContain("Failed to execute CamelJob", "Error processing exchange");
        assertThat(jdbc.sql("SELECT count(*) FROM sync_run").query(Long.class).single())
                .isZero();

        jdbc.sql("INSERT INTO qrtz_scheduler_state (sched_name, instance_name, last_checkin_time, checkin_interval)"
                        + " VALUES (?, 'another', extract(epoch FROM now()) * 1000, 600000)")
                .param(scheduler.getSchedulerName())
                .update();
        timetables.remove();
        assertThat(scheduler.checkExists(STALE)).as("it may be the other hub's").isTrue();

        jdbc.sql("DELETE FROM qrtz_scheduler_state WHERE instance_name = 'another'")
                .update();
        timetables.remove();
        assertThat(scheduler.checkExists(STALE)).isFalse();
        assertThat(scheduler.checkExists(KEPT)).isTrue();
        assertThat(jdbc.sql("SELECT trigger_group FROM qrtz_triggers UNION SELECT job_group FROM qrtz_job_details")
                        .query(String.class)
                        .list())
                .containsExactly("kept");
    }

    private void schedule(String flow, String cron) throws Exception {
        TemplatedRouteBuilder.builder(camel, "schedule")
                .routeId(flow + "-schedule")
                .parameter("flow", flow)
                .parameter("cron", cron)
                .add();
    }

    /** When it last fired, in milliseconds. */
    private long fired() {
        return jdbc.sql("SELECT prev_fire_time FROM qrtz_triggers WHERE trigger_group = 'renamed'")
                .query(Long.class)
                .single();
    }
}
