package odoo;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.SynchronizationAdapter;

/** Prepares the call, sends it through the connection's session and puts the result into the message. */
public class OdooProducer extends DefaultProducer {
    private static final String COMMON = "common";

    private final OdooConfiguration options;
    private final OdooComponent component;
    private final Operation operation;

    OdooProducer(OdooEndpoint endpoint) {
        super(endpoint);
        this.options = endpoint.getConfiguration();
        this.component = endpoint.getComponent();
        this.operation = Operation.of(options.getMethod());
    }

    @Override
    public void process(Exchange exchange) {
        Message in = exchange.getIn();
        OdooSession session =
                component.session(in.getHeader(OdooConstants.CONNECTION, options.getConnection(), String.class));
        if (options.getModel().equals(COMMON)) {
            exchange.getMessage().setBody(common(session));
            return;
        }
        FieldList fields = FieldList.parse(in.getHeader(OdooConstants.FIELDS, options.getFields(), String.class));
        OdooReader reader = new OdooReader(session, options, fields);
        if (options.getMethod().equals("read") && options.getPageSize() > 0) {
            readPages(exchange, session, reader);
        } else {
            OdooAnswer answer = reader.read(
                    resolved -> operation.prepare(new OdooRequest(options, exchange, session.connection(), resolved)));
            put(exchange.getMessage(), session, answer.json());
            exchange.getMessage().setHeader(OdooConstants.SERVER_DATE, answer.serverDate());
        }
    }

    /** Odoo's service of that name: what everybody may ask. */
    private byte[] common(OdooSession session) {
        return switch (options.getMethod()) {
            case "version" -> session.askServer().json();
            case "authenticate" -> Json.bytes(OdooVerifier.user(session).path("id"));
            default -> throw new IllegalArgumentException("common has the methods version and authenticate");
        };
    }

    private void readPages(Exchange exchange, OdooSession session, OdooReader reader) {
        OdooCall call =
                operation.prepare(new OdooRequest(options, exchange, session.connection(), FieldList.Resolved.NONE));
        OdooPages pages = new OdooPages(
                call.ids(),
                new OdooPages.Shape(options.getPageSize(), options.getParallel()),
                component.readers(),
                ids -> reader.readPage(call, ids));
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                pages.close();
            }
        });
        put(exchange.getMessage(), session, pages);
    }

    private static void put(Message message, OdooSession session, Object body) {
        message.setBody(body);
        message.setHeader(OdooConstants.SERVER_VERSION, session.version().text());
        message.setHeader(OdooConstants.PROTOCOL, session.protocol().name());
    }
}
