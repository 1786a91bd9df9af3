package attendance;

import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jmx.export.MBeanExporter;
import org.springframework.stereotype.Component;

/** When the hub is up, the flow attendance gets its MBean. */
@Component
@ConditionalOnWebApplication
class AttendanceAtStart {
    private final AttendanceFlowMBean flow;
    private final ObjectProvider<MBeanExporter> exporters;

    AttendanceAtStart(
            AttendancePush push,
            PushState state,
            PushMetrics metrics,
            DeadLetters letters,
            ObjectProvider<MBeanExporter> exporters) {
        this.flow = new AttendanceFlowMBean(push, state, metrics, letters);
        this.exporters = exporters;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() throws MalformedObjectNameException {
        MBeanExporter exporter = exporters.getIfAvailable();
        if (exporter != null) {
            exporter.registerManagedResource(flow, new ObjectName("odoo-hub:type=Flow,name=attendance"));
        }
    }
}
