package changes.kafka;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.kafka.common.KafkaException;
import org.springframework.stereotype.Component;

/**
 * Tells Kafka that messages are done with, as the bean {@code kafkaCommits}: after the database has what came of them. When Kafka
 * does not hear it, a later batch says it too; where another hub has taken the partition over meanwhile, that one reads them again.
 */
@Component("kafkaCommits")
public class KafkaCommits {
    private final KafkaTroubles troubles;

    KafkaCommits(KafkaTroubles troubles) {
        this.troubles = troubles;
    }

    /** @param messages of any partitions; of each one the last is told */
    public void commit(List<Exchange> messages) {
        Map<Object, Message> last = new LinkedHashMap<>();
        messages.forEach(one -> last.put(
                one.getMessage().getHeader(KafkaConstants.TOPIC) + "/"
                        + one.getMessage().getHeader(KafkaConstants.PARTITION),
                one.getMessage()));
        last.values().forEach(this::commit);
    }

    private void commit(Message message) {
        try {
            message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class)
                    .commit();
        } catch (KafkaException unheard) {
            troubles.handleException(unheard);
        }
    }
}
