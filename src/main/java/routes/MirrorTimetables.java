package routes;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The timetables of flows into the mirror, which their files need not spell out: for each such flow two routes of the template
 * {@code schedule}, the incremental and the full pull. A file that is reloaded while the hub runs gets its timetable anew.
 */
@Component
@ConditionalOnWebApplication
class MirrorTimetables {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorTimetables.class);

    private final CamelContext camel;
    private final Flows flows;

    MirrorTimetables(CamelContext camel, Flows flows) {
        this.camel = camel;
        this.flows = flows;
    }

    /** Before the first pulls. */
    @EventListener(ApplicationReadyEvent.class)
    @Order(0)
    void ready() throws Exception {
        schedule();
        camel.getManagementStrategy().addEventNotifier(new Reloads());
    }

    /** No bean, because Camel would want it before there is a context. */
    private final class Reloads extends SimpleEventNotifierSupport {
        @Override
        public boolean isEnabled(CamelEvent event) {
            return event instanceof CamelEvent.RouteReloadedEvent;
        }

        @Override
        public void notify(CamelEvent event) throws Exception {
            schedule();
        }
    }

    private void schedule() throws Exception {
        for (MirrorTimetable timetable : flows.mirrorTimetables()) {
            schedule(timetable.flow(), "incremental", timetable.cron(), timetable.enabled());
            schedule(timetable.flow(), "full", timetable.fullCron(), timetable.enabled());
        }
    }

    private void schedule(String flow, String mode, String cron, boolean enabled) throws Exception {
        String id = flow + (mode.equals("full") ? "-full" : "") + "-schedule";
        RouteDefinition there =
                camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinition(id);
        Map<String, Object> parameters =
                Map.of("flow", flow, "mode", mode, "cron", cron, "enabled", String.valueOf(enabled));
        if (there != null && there.getTemplateParameters() != null) {
            if (there.getTemplateParameters().entrySet().containsAll(parameters.entrySet())) {
                return;
            }
            LOG.info("The timetable of flow {} has changed: {} is {}", flow, mode, cron);
            camel.getRouteController().stopRoute(id);
            camel.removeRoute(id);
        }
        TemplatedRouteBuilder builder =
                TemplatedRouteBuilder.builder(camel, "schedule").routeId(id);
        parameters.forEach(builder::parameter);
        builder.add();
    }
}
