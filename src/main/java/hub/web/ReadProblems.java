package hub.web;

import gateway.mirror.ReadRefusal;
import hub.web.Problem.Fault;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** For routes: turns a read that is not answered into a problem that names the parameters that are wrong. */
@Component
public class ReadProblems {
    /** Answers with the refusal that stopped this exchange. */
    public void answer(Exchange exchange) {
        ReadRefusal refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ReadRefusal.class);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, refusal.getStatus());
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
        exchange.getMessage().setHeader("Cache-Control", "no-store");
        if (refusal.getRetryAfter() > 0) {
            exchange.getMessage().setHeader("Retry-After", refusal.getRetryAfter());
        }
        exchange.getMessage()
                .setBody(Problems.json(Problem.of(
                        refusal.getStatus(),
                        refusal.getMessage(),
                        refusal.getFaults().stream()
                                .map(fault -> new Fault(fault.parameter(), fault.code(), fault.message()))
                                .toList())));
    }
}
