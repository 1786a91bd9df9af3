package hub.cluster;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.CamelJob;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes timetables out of the database that no route of this hub keeps any more, as the bean {@code staleTimetables}: of a flow
 * that was removed, renamed or switched off. Their ticks start nothing, whoever gets them. While other hubs are there nothing is
 * taken away, because it may be theirs: during an upgrade not all have the same flows.
 */
@Component("staleTimetables")
public class StaleTimetables {
    private static final Logger LOG = LoggerFactory.getLogger(StaleTimetables.class);

    private final CamelContext camel;
    private final Scheduler scheduler;
    private final JdbcClient jdbc;

    StaleTimetables(CamelContext camel, Scheduler scheduler, JdbcClient jdbc) {
        this.camel = camel;
        this.scheduler = scheduler;
        this.jdbc = jdbc;
    }

    public void remove() throws SchedulerException {
        if (!scheduler.getMetaData().isJobStoreClustered() || !isAlone()) {
            return;
        }
        Set<TriggerKey> stale = new TreeSet<>(scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup()));
        stale.removeAll(kept());
        for (TriggerKey key : stale) {
            var trigger = scheduler.getTrigger(key);
            var job = trigger == null ? null : scheduler.getJobDetail(trigger.getJobKey());
            if (job != null && CamelJob.class.isAssignableFrom(job.getJobClass()) && scheduler.unscheduleJob(key)) {
                LOG.info("The timetable {} is of no route of this hub; it is taken out of the database", key);
            }
        }
    }

    /** Those of the routes that run. */
    private Set<TriggerKey> kept() {
        List<Route> routes = camel.getRoutes();
        return routes.stream()
                .filter(route -> camel.getRouteController()
                        .getRouteStatus(route.getRouteId())
                        .isStarted())
                .map(StaleTimetables::key)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static TriggerKey key(Route route) {
        Endpoint endpoint = route.getEndpoint();
        return endpoint instanceof QuartzEndpoint quartz ? quartz.getTriggerKey() : null;
    }

    /** A hub that died is there until the others have noticed. */
    private boolean isAlone() throws SchedulerException {
        return jdbc.sql("SELECT count(*) = 0 FROM qrtz_scheduler_state WHERE sched_name = ? AND instance_name <> ?")
                .params(scheduler.getSchedulerName(), scheduler.getSchedulerInstanceId())
                .query(Boolean.class)
                .single();
    }
}
