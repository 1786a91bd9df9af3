package odoo;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.BacklogTracer;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** With everything turned on that shows what Camel and its HTTP client do, the key shows nowhere but on the wire. */
class SecretsStayHiddenTest {
    private static final String KEY = "f00dfeedf00dfeedf00dfeedf00dfeedf00dfeed";

    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Queue<String> events = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @CsvSource({"JSON2,200", "JSON2,401", "JSON2,502", "JSONRPC,200", "JSONRPC,502", "XMLRPC,200", "XMLRPC,502"})
    void theKeyShowsNowhere(OdooProtocol protocol, int status) throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        Appender appender = new Appender();
        appender.setContext(root.getLoggerContext());
        appender.start();
        List<ch.qos.logback.core.Appender<ILoggingEvent>> others = new ArrayList<>();
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        root.addAppender(appender);
        // The JDK's tracing of its own MBeans, millions of lines where java.util.logging is bridged.
        ((Logger) LoggerFactory.getLogger("javax.management")).setLevel(Level.OFF);
        root.setLevel(Level.ALL);
        try (StubServer server = new StubServer(request -> answer(protocol, status, request));
                CamelContext camel = camel(server.url(), protocol)) {
            Exchange exchange = camel.createProducerTemplate()
                    .request("direct:start", e -> e.getMessage().setBody(Map.of("name", "x")));
            assertThat(server.requests).as("the key was sent").anyMatch(request -> (request.head() + request.body())
                    .contains(KEY));
            assertThat(logged).as("logging was on").anyMatch(line -> line.contains("res.partner"));
            assertThat(events).isNotEmpty();
            assertThat(text(exchange.getException())).doesNotContain(KEY);
            assertThat(exchange.getException() == null).isEqualTo(status == 200);
            assertThat(exchange.getMessage().getHeaders().toString()).doesNotContain(KEY);
            assertThat(jmx(camel)).contains("odoo").doesNotContain(KEY);
            BacklogTracer tracer = camel.getCamelContextExtension().getContextPlugin(BacklogTracer.class);
            assertThat(tracer.dumpAllTracedMessagesAsJSon()).contains("odoo").doesNotContain(KEY);
            assertThat(events).noneMatch(event -> event.contains(KEY));
        } finally {
            root.setLevel(before);
            root.detachAppender(appender);
            others.forEach(root::addAppender);
        }
        assertThat(logged).noneMatch(line -> line.contains(KEY));
    }

    private CamelContext camel(String url, OdooProtocol protocol) throws Exception {
        DefaultCamelContext camel = LightCamel.context();
        camel.setBacklogTracing(true);
        camel.setTracing(true);
        camel.setMessageHistory(true);
        camel.getComponent("http", HttpComponent.class).setLogHttpActivity(true);
        camel.getRegistry().bind("connections", (OdooConnections)
                name -> new OdooConnection(name, url, "prod", "hub", Secret.of(KEY)).withProtocol(protocol));
        camel.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                events.add(event.toString());
            }
        });
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to("odoo:res.partner/create");
            }
        });
        camel.start();
        return camel;
    }

    private static byte[] answer(OdooProtocol protocol, int status, StubServer.Request request) {
        if (request.path().contains("version_info")) {
            return StubServer.json(StubServer.VERSION_19);
        }
        boolean login = request.body().contains("authenticate");
        if (status == 401) {
            return StubServer.answer(
                    401,
                    "application/json",
                    "{\"name\":\"werkzeug.exceptions.Unauthorized\",\"message\":\"Invalid apikey " + KEY + "\"}");
        }
        if (status != 200 && !login) {
            return StubServer.answer(status, "text/html", "<html>" + KEY + "</html>");
        }
        return switch (protocol) {
            case JSON2 -> StubServer.json("[7]");
            case XMLRPC ->
                StubServer.answer(
                        200,
                        "text/xml",
                        "<?xml version='1.0'?><methodResponse><params><param><value><int>7</int></value></param></params>"
                                + "</methodResponse>");
            default -> StubServer.json("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":7}");
        };
    }

    private static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        if (failure != null) {
            failure.printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }

    /** The names and all attributes of all of the context's MBeans. */
    private static String jmx(CamelContext camel) throws Exception {
        MBeanServer server = camel.getManagementStrategy().getManagementAgent().getMBeanServer();
        StringBuilder text = new StringBuilder();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            text.append(name).append('\n');
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                text.append(attribute.getName()).append('=');
                try {
                    text.append(server.getAttribute(name, attribute.getName()));
                } catch (Exception e) {
                    text.append(e);
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private final class Appender extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            logged.add(event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    }
}
