package hub;

import connections.ConnectionStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jmx.export.MBeanExporter;
import org.springframework.stereotype.Component;
import routes.ConnectionRuns;
import sync.ConnectionSchedule;

/** When the hub is up, users' connections get their MBean, and the gauge {@code hub.connections} by state. */
@Component
@ConditionalOnWebApplication
class ConnectionsAtStart {
    private final ConnectionsMBean connections;
    private final ObjectProvider<MBeanExporter> exporters;

    ConnectionsAtStart(
            JdbcClient database,
            ConnectionStore store,
            ConnectionSchedule schedule,
            ConnectionRuns runs,
            MeterRegistry meters,
            ObjectProvider<MBeanExporter> exporters) {
        this.connections = new ConnectionsMBean(database, store, schedule, runs);
        gauge(meters, "enabled", connections::getEnabled);
        gauge(meters, "paused", connections::getPaused);
        gauge(meters, "failing", connections::getFailing);
        gauge(meters, "due", connections::getDue);
        this.exporters = exporters;
    }

    private static void gauge(MeterRegistry meters, String state, Supplier<Number> count) {
        Gauge.builder("hub.connections", count).tag("state", state).register(meters);
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() throws MalformedObjectNameException {
        MBeanExporter exporter = exporters.getIfAvailable();
        if (exporter != null) {
            exporter.registerManagedResource(connections, new ObjectName("odoo-hub:type=Connections"));
        }
    }
}
