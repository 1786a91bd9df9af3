package hub.web;

import connections.ConnectionRefusal;
import hub.web.Problem.Fault;
import java.util.List;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** For routes: turns the refusal of a connection into a problem that names the member of the request that is wrong. */
@Component
public class ConnectionProblems {
    private static final String PROFILE = "/api/v1/profile";

    /** Answers with the refusal that stopped this exchange. */
    public void answer(Exchange exchange) {
        ConnectionRefusal refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ConnectionRefusal.class);
        String field = refusal.getField() == null ? "body" : member(exchange, refusal.getField());
        Fault fault = new Fault(field, refusal.getCode(), refusal.getMessage());
        Problems.answer(
                exchange,
                Problem.of(refusal.getStatus(), refusal.getMessage(), List.of(fault)),
                refusal.getRetryAfter());
    }

    private static String member(Exchange exchange, String field) {
        String path = String.valueOf(exchange.getMessage().getHeader(Exchange.HTTP_URI));
        return path.startsWith(PROFILE) ? "/odoo_" + field : field.equals("database") ? "/db" : "/" + field;
    }
}
