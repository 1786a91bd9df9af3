package orders;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** Puts the next call of a conversation into the exchange, and what became of it back. */
@Component("conversations")
public class Conversations {
    /** Headers and body of the call. */
    public void prepare(Exchange exchange) {
        Conversation conversation = exchange.getProperty("conversation", Conversation.class);
        MethodCall call = conversation.call();
        Message message = exchange.getMessage();
        message.removeHeaders("CamelOdoo*");
        message.setHeader("CamelOdooConnection", conversation.getConnection());
        set(message, "CamelOdooFields", call.fields());
        set(message, "CamelOdooDomain", call.domain());
        set(message, "CamelOdooLimit", call.limit());
        set(
                message,
                "CamelOdooContext",
                call.context() == null ? null : call.context().toString());
        if (call.domain() != null) {
            message.setHeader("CamelOdooOrder", call.order());
        }
        message.setBody(call.body());
        exchange.setProperty("conversationFailed", false);
        exchange.setProperty("odooCall", call.model() + "/" + call.method());
    }

    private static void set(Message message, String header, Object value) {
        if (value != null) {
            message.setHeader(header, value);
        }
    }

    /** Odoo has answered; nothing happens where the call failed. */
    public void answered(Exchange exchange) {
        Message message = exchange.getMessage();
        if (!exchange.getProperty("conversationFailed", false, Boolean.class)) {
            exchange.getProperty("conversation", Conversation.class)
                    .answered(message.getBody(byte[].class), message.getHeader("CamelOdooServerVersion", String.class));
        }
    }

    /** The call failed; the exchange property failure has cause, detail and remedy. */
    public void failed(Exchange exchange) {
        @SuppressWarnings("unchecked")
        Map<String, String> failure = exchange.getProperty("failure", Map.class);
        exchange.getProperty("conversation", Conversation.class).failed(failure);
        exchange.setProperty("conversationFailed", true);
    }
}
