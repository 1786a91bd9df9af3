package hub.web;

import accounts.AccountRefusal;
import accounts.sessions.JsonRpc;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** For routes: turns the refusal of a request about an account into a problem. */
@Component
public class AccountProblems {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Answers with the refusal that stopped this exchange. */
    public void answer(Exchange exchange) {
        AccountRefusal refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, AccountRefusal.class);
        Problems.answer(
                exchange,
                Problem.of(refusal.getStatus(), refusal.getMessage(), refusal.getField(), refusal.getCode()),
                refusal.getRetryAfter());
        if (refusal.getStatus() == 401) {
            exchange.getMessage().setHeader("WWW-Authenticate", "Bearer realm=\"odoo-hub\"");
        }
        if (JsonRpc.isSpoken(exchange)) {
            inTheEnvelope(refusal, exchange);
        }
    }

    private static void inTheEnvelope(AccountRefusal refusal, Exchange exchange) {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().removeHeader("WWW-Authenticate");
        try {
            exchange.getMessage().setBody(JSON.writeValueAsString(JsonRpc.refusal(refusal, exchange)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
