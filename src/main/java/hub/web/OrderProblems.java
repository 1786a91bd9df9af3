package hub.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.web.Problem.Fault;
import java.util.List;
import orders.OrderRefusal;
import orders.Refusal;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** For routes: turns a refusal about orders into a problem, with the present state and the allowed ones where they matter. */
@Component
public class OrderProblems {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Answers with the refusal that stopped this exchange. */
    public void answer(Exchange exchange) {
        OrderRefusal thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, OrderRefusal.class);
        Refusal refusal = thrown.getRefusal();
        Problem problem = Problem.of(
                refusal.status(),
                refusal.detail(),
                List.of(new Fault(
                        thrown.getField(),
                        refusal.cause(),
                        refusal.remedy().isEmpty() ? refusal.detail() : refusal.remedy())));
        Problems.answer(exchange, problem, thrown.getRetryAfter());
        if (refusal.state() != null) {
            ObjectNode body = JSON.valueToTree(problem);
            body.put("state", refusal.state());
            body.set("allowed", JSON.valueToTree(refusal.allowed()));
            exchange.getMessage().setBody(body.toString());
        }
    }
}
