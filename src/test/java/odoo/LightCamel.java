package odoo;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.debugger.DefaultBacklogDebugger;

/** A bare Camel for tests, without Spring. */
public final class LightCamel {
    private LightCamel() {}

    /**
     * A context that is not started. It has a debugger already, because camel-debug would otherwise bring one that opens a
     * JMX port on every address of the machine.
     */
    public static DefaultCamelContext context() {
        try {
            DefaultCamelContext context = new DefaultCamelContext();
            context.addService(DefaultBacklogDebugger.createDebugger(context));
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
