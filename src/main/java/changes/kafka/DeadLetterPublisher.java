package changes.kafka;

import changes.ChangeLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Dead letters on their way to Kafka, as the bean {@code deadLetterPublisher}: each as it is now under a key of its own, and
 * nothing under that key once it is none any more. A topic that is compacted so holds the dead letters there are.
 */
@Component("deadLetterPublisher")
public class DeadLetterPublisher {
    private static final String READER = "kafka-dead-letters";
    private static final String TOPIC = "dead-letters";
    private static final Duration WANTED = Duration.ofDays(30);
    /** It holds the lease of a reader, and reads no changes: none is kept for it. */
    private static final long BEHIND_ALL = Long.MAX_VALUE;

    private record Told(long id, String key, String letter) {}

    private final ChangeLog log;
    private final Lease lease;
    private final KafkaProperties settings;
    private final JdbcClient jdbc;

    DeadLetterPublisher(ChangeLog log, Lease lease, KafkaProperties settings, JdbcClient jdbc) {
        this.log = log;
        this.lease = lease;
        this.settings = settings;
        this.jdbc = jdbc;
    }

    /** The next messages as body; null when there are none, or another hub publishes. */
    public void next(Exchange exchange) {
        exchange.getMessage().setBody(null);
        Optional<Long> position = lease.take(READER, settings.lease());
        if (position.isEmpty() || exchange.getContext().isStopping()) {
            return;
        }
        if (position.get() != BEHIND_ALL) {
            lease.move(READER, BEHIND_ALL);
        }
        if (!log.want(Set.of(TOPIC), "kafka", WANTED)) {
            // Those that there are already.
            jdbc.sql(
                            "INSERT INTO dead_letter_told (key, letter) SELECT o.flow || '/' || o.id, dead_letter_json(o) FROM outbox o"
                                    + " WHERE o.status = 'dead' ORDER BY o.id")
                    .update();
        }
        List<Told> told = jdbc.sql("SELECT id, key, letter::text AS letter FROM dead_letter_told ORDER BY id LIMIT ?")
                .param(settings.batchSize())
                .query(Told.class)
                .list();
        if (!told.isEmpty()) {
            exchange.setProperty("sent", told.stream().map(Told::id).toArray(Long[]::new));
            exchange.getMessage()
                    .setBody(told.stream().map(one -> message(exchange, one)).toList());
        }
    }

    /** Kafka has them all; what comes next. */
    public void done(Exchange exchange) {
        jdbc.sql("DELETE FROM dead_letter_told WHERE id = ANY (?)")
                .param(exchange.getProperty("sent", Long[].class))
                .update();
        next(exchange);
    }

    private static Message message(Exchange exchange, Told told) {
        Message message = new DefaultMessage(exchange);
        message.setBody(told.letter());
        message.setHeader(KafkaConstants.KEY, told.key());
        return message;
    }
}
