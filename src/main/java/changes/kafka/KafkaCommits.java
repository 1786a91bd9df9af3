package changes.kafka;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.springframework.stereotype.Component;

/** Tells Kafka that messages are done with, as the bean {@code kafkaCommits}: after the database has what came of them. */
@Component("kafkaCommits")
public class KafkaCommits {
    /** @param messages of any partitions; of each one the last is told */
    public void commit(List<Exchange> messages) {
        Map<Object, Message> last = new LinkedHashMap<>();
        messages.forEach(one -> last.put(
                one.getMessage().getHeader(KafkaConstants.TOPIC) + "/"
                        + one.getMessage().getHeader(KafkaConstants.PARTITION),
                one.getMessage()));
        last.values().forEach(message -> message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class)
                .commit());
    }
}
