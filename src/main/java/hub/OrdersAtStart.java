package hub;

import attendance.DeadLetters;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import orders.OrderMetrics;
import orders.OrderPush;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jmx.export.MBeanExporter;
import org.springframework.stereotype.Component;

/** When the hub is up, orders get their MBean. */
@Component
@ConditionalOnWebApplication
class OrdersAtStart {
    private final OrdersMBean orders;
    private final ObjectProvider<MBeanExporter> exporters;

    OrdersAtStart(OrderPush push, OrderMetrics metrics, DeadLetters letters, ObjectProvider<MBeanExporter> exporters) {
        this.orders = new OrdersMBean(push, metrics, letters);
        this.exporters = exporters;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() throws MalformedObjectNameException {
        MBeanExporter exporter = exporters.getIfAvailable();
        if (exporter != null) {
            exporter.registerManagedResource(orders, new ObjectName("odoo-hub:type=Flow,name=orders"));
        }
    }
}
