package odoo;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/** Call methods of Odoo models over JSON-2, JSON-RPC or XML-RPC. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "odoo",
        title = "Odoo",
        syntax = "odoo:model/method",
        producerOnly = true,
        category = {Category.SAAS, Category.API},
        headersClass = OdooConstants.class)
public class OdooEndpoint extends DefaultEndpoint implements EndpointServiceLocation {
    @UriParam
    private final OdooConfiguration configuration;

    OdooEndpoint(String uri, OdooComponent component, OdooConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    public OdooConfiguration getConfiguration() {
        return configuration;
    }

    @Override
    public OdooComponent getComponent() {
        return (OdooComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        return new OdooProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("odoo: endpoints only send; use a timer or Quartz to poll");
    }

    /** The connection's name: addresses belong to connections and may change while the endpoint lives. */
    @Override
    public String getServiceUrl() {
        return configuration.getConnection();
    }

    @Override
    public String getServiceProtocol() {
        return "odoo";
    }
}
