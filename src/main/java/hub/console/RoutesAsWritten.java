package hub.console;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.spi.ModelToXMLDumper;

/**
 * Routes as their files say them, for Hawtio's diagrams and sources: with the name of their error policy, and without all that
 * the policy says. Camel writes it into each route; nine of ten boxes of a diagram were error policies.
 */
final class RoutesAsWritten implements ModelToXMLDumper {
    private static final Pattern POLICY = Pattern.compile("(?s)\\s*<onException\\b.*?</onException>");

    private final ModelToXMLDumper usual;

    RoutesAsWritten(ModelToXMLDumper usual) {
        this.usual = usual;
    }

    @Override
    public String dumpModelAsXml(CamelContext camel, NamedNode node) throws Exception {
        return asWritten(node, usual.dumpModelAsXml(camel, node));
    }

    @Override
    public String dumpModelAsXml(
            CamelContext camel, NamedNode node, boolean resolved, boolean generatedIds, boolean locations)
            throws Exception {
        return asWritten(node, usual.dumpModelAsXml(camel, node, resolved, generatedIds, locations));
    }

    @Override
    public String dumpBeansAsXml(CamelContext camel, List<Object> beans) throws Exception {
        return usual.dumpBeansAsXml(camel, beans);
    }

    @Override
    public String dumpDataFormatsAsXml(CamelContext camel, Map<String, Object> formats) throws Exception {
        return usual.dumpDataFormatsAsXml(camel, formats);
    }

    private static String asWritten(NamedNode node, String xml) {
        return xml != null && (node instanceof RoutesDefinition || node instanceof RouteDefinition)
                ? POLICY.matcher(xml).replaceAll("")
                : xml;
    }
}
