package attendance;

import attendance.DeadLetterActs.Which;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Dead letters that come back through Kafka, as the bean {@code deadLetterMessages}: each is pushed once more. */
@Component("deadLetterMessages")
public class DeadLetterMessages {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterMessages.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeadLetterActs acts;

    DeadLetterMessages(DeadLetterActs acts) {
        this.acts = acts;
    }

    /**
     * Pushes them once more; what names no dead letter is passed over.
     *
     * @param messages with bodies of JSON that hold the {@code id}, as the topic of dead letters has them
     */
    public void replay(List<Exchange> messages) {
        for (Exchange one : messages) {
            Long id = id(one.getMessage().getBody(byte[].class));
            if (id == null || acts.replay(Which.one(id), "kafka") == 0) {
                LOG.warn("A message that asks for a replay names no dead letter");
            }
        }
    }

    private static Long id(byte[] message) {
        try {
            JsonNode id = message == null ? null : JSON.readTree(message).path("id");
            return id == null || !id.isIntegralNumber() ? null : Long.valueOf(id.asLong());
        } catch (IOException none) {
            return null;
        }
    }
}
