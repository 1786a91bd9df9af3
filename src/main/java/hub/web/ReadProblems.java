package hub.web;

import gateway.mirror.ReadRefusal;
import hub.web.Problem.Fault;
import java.util.List;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** For routes: turns a read that is not answered into a problem that names the parameters that are wrong. */
@Component
public class ReadProblems {
    /** Answers with the refusal that stopped this exchange. */
    public void answer(Exchange exchange) {
        ReadRefusal refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ReadRefusal.class);
        List<Fault> faults = refusal.getFaults().stream()
                .map(fault -> new Fault(fault.parameter(), fault.code(), fault.message()))
                .toList();
        Problems.answer(
                exchange, Problem.of(refusal.getStatus(), refusal.getMessage(), faults), refusal.getRetryAfter());
    }
}
