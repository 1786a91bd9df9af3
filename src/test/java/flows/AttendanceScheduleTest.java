package flows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.concurrent.CountDownLatch;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.quartz.CronTrigger;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.listeners.JobListenerSupport;
import org.springframework.beans.factory.annotation.Autowired;

/** The daily push of the flow attendance, and its pause. */
class AttendanceScheduleTest extends PushTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    @Autowired
    Scheduler scheduler;

    @Test
    void itIsPlannedForElevenAtNight() throws SchedulerException {
        CronTrigger trigger = trigger();
        assertThat(trigger.getCronExpression()).isEqualTo("0 0 23 * * ?");
        assertThat(trigger.getTimeZone().getID()).isEqualTo("UTC");
        assertThat(trigger.getFireTimeAfter(Date.from(Instant.parse("2030-01-15T12:00:00Z"))))
                .isEqualTo(Date.from(Instant.parse("2030-01-15T23:00:00Z")));
    }

    @Test
    void itTakesWhatWaitsForItsNextAttempt() throws Exception {
        later();
        push();
        assertThat(odoo.count("hr.attendance")).as("not due").isZero();
        fire();
        assertThat(outbox()).isEmpty();
        assertThat(odoo.count("hr.attendance")).isEqualTo(2);
        assertOdooHoldsEachOnce();
    }

    @Test
    void pausedNeitherScheduleNorTimerPushAndAPushOnDemandDoes() throws Exception {
        later();
        operate("pause");
        assertThat(paused()).isTrue();
        fire();
        jdbc.sql(
                        "UPDATE outbox SET due_at = now() - interval '1 minute' WHERE subject = (SELECT min(subject) FROM outbox)")
                .update();
        push();
        assertThat(outbox()).hasSize(2);
        assertThat(odoo.calls().count("hr.attendance", "create")).isZero();

        assertThat(attendancePush.push(DAY, DAY).pushed()).isEqualTo(1);
        assertThat(odoo.count("hr.attendance")).isEqualTo(1);

        operate("resume");
        assertThat(paused()).isFalse();
        fire();
        assertThat(outbox()).isEmpty();
        assertOdooHoldsEachOnce();
        assertThat(odoo.count("hr.attendance")).isEqualTo(2);
    }

    /** Two attendances whose next attempt is tomorrow. */
    private void later() {
        long person = person("EMP1");
        attendance(person, "2026-03-01T08:00:00Z", "2026-03-01T17:00:00Z");
        attendance(person, "2026-03-02T08:00:00Z", "2026-03-02T17:00:00Z");
        jdbc.sql("UPDATE outbox SET due_at = now() + interval '1 day'").update();
    }

    /** Lets the trigger of the schedule fire, and waits for what it started. */
    private void fire() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        scheduler.getListenerManager().addJobListener(new JobListenerSupport() {
            @Override
            public String getName() {
                return "fired";
            }

            @Override
            public void jobWasExecuted(JobExecutionContext job, JobExecutionException failure) {
                done.countDown();
            }
        });
        try {
            scheduler.triggerJob(trigger().getJobKey(), trigger().getJobDataMap());
            assertThat(done.await(30, SECONDS)).isTrue();
        } finally {
            scheduler.getListenerManager().removeJobListener("fired");
        }
    }

    private CronTrigger trigger() throws SchedulerException {
        return (CronTrigger) scheduler.getTrigger(TriggerKey.triggerKey("push", "attendance"));
    }

    private static void operate(String operation) throws Exception {
        ManagementFactory.getPlatformMBeanServer().invoke(flow(), operation, new Object[0], new String[0]);
    }

    private static boolean paused() throws Exception {
        return (boolean) ManagementFactory.getPlatformMBeanServer().getAttribute(flow(), "Paused");
    }

    private static ObjectName flow() throws Exception {
        return new ObjectName("odoo-hub:type=Flow,name=attendance");
    }
}
