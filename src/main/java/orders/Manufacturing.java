package orders;

import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** Holds conversations with Odoo about manufacturing orders, for whoever waits for their outcome. */
@Component
public class Manufacturing {
    private final ProducerTemplate template;

    Manufacturing(ProducerTemplate template) {
        this.template = template;
    }

    /** Returns when the conversation has ended, whatever came of it. */
    <T extends Conversation> T hold(T conversation) {
        var done = template.send(
                "direct:manufacturing-conversation", exchange -> exchange.setProperty("conversation", conversation));
        if (done.getException() instanceof RuntimeException failed) {
            throw failed;
        }
        if (done.getException() != null) {
            throw new IllegalStateException(done.getException());
        }
        return conversation;
    }
}
