package routes;

import java.util.List;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jmx.export.MBeanExporter;
import org.springframework.stereotype.Component;
import sync.AbandonedRuns;
import sync.FlowSpec;
import sync.FlowStates;
import sync.RunInProgressException;
import sync.RunMode;
import sync.RunTrigger;
import sync.SyncProperties;

/** When the hub is up: abandoned runs are marked, each flow gets its MBean, and a scheduled flow that never completed is pulled. */
@Component
@ConditionalOnWebApplication
class FlowsAtStart {
    private static final Logger LOG = LoggerFactory.getLogger(FlowsAtStart.class);

    private final Flows flows;
    private final FlowRunner runner;
    private final FlowStates states;
    private final AbandonedRuns abandoned;
    private final JdbcClient jdbc;
    private final ObjectProvider<MBeanExporter> exporters;
    private final SyncProperties properties;

    FlowsAtStart(
            Flows flows,
            FlowRunner runner,
            FlowStates states,
            AbandonedRuns abandoned,
            JdbcClient jdbc,
            ObjectProvider<MBeanExporter> exporters,
            SyncProperties properties) {
        this.flows = flows;
        this.runner = runner;
        this.states = states;
        this.abandoned = abandoned;
        this.jdbc = jdbc;
        this.exporters = exporters;
        this.properties = properties;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() throws MalformedObjectNameException {
        abandoned.sweep();
        MBeanExporter exporter = exporters.getIfAvailable();
        for (FlowSpec flow : exporter == null ? List.<FlowSpec>of() : flows.all()) {
            exporter.registerManagedResource(
                    new FlowMBean(flow, runner, states, jdbc),
                    new ObjectName("odoo-hub:type=Flow,name=" + flow.name()));
        }
        if (properties.runAtStart()) {
            flows.all().stream()
                    .filter(flow -> !isJoinedByAnother(flow) && flows.isScheduled(flow.name()))
                    .filter(flow ->
                            states.watermark(flow.name(), FlowRunner.CONNECTION).isEmpty())
                    .forEach(this::firstPull);
        }
    }

    private boolean isJoinedByAnother(FlowSpec flow) {
        return flows.all().stream().anyMatch(other -> other.requires().contains(flow.name()));
    }

    private void firstPull(FlowSpec flow) {
        try {
            runner.start(flow.name(), RunMode.INCREMENTAL, RunTrigger.START);
        } catch (RunInProgressException e) {
            LOG.info("The first pull of flow {} runs in another process", flow.name());
        }
    }
}
