package hub.web;

import gateway.portal.PortalRefusal;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** For routes: turns the refusal of a request of the portal into a problem. */
@Component
public class PortalProblems {
    /** Answers with the refusal that stopped this exchange. */
    public void answer(Exchange exchange) {
        PortalRefusal refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, PortalRefusal.class);
        Problems.answer(
                exchange,
                Problem.of(refusal.getStatus(), refusal.getMessage(), refusal.getField(), refusal.getCode()),
                0);
    }
}
