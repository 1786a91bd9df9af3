package hub.web;

import gateway.portal.PortalRefusal;
import hub.web.Problem.Fault;
import java.util.List;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** For routes: turns the refusal of a request of the portal into a problem. */
@Component
public class PortalProblems {
    /** Answers with the refusal that stopped this exchange. */
    public void answer(Exchange exchange) {
        PortalRefusal refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, PortalRefusal.class);
        List<Fault> faults = refusal.getField() == null
                ? List.of()
                : List.of(new Fault(refusal.getField(), refusal.getCode(), refusal.getMessage()));
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, refusal.getStatus());
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
        exchange.getMessage().setHeader("Cache-Control", "no-store");
        exchange.getMessage().setBody(Problems.json(Problem.of(refusal.getStatus(), refusal.getMessage(), faults)));
    }
}
