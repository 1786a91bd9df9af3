package changes.kafka;

import changes.ChangeEvent;
import changes.ChangeLog;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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
 * Changes on their way to Kafka, as the bean {@code changePublisher}: at least once, in order of each record. One hub at a time
 * publishes; where it is, is in the database, and moves when Kafka has confirmed. Gauge {@code hub.kafka.waiting}: changes that
 * Kafka does not have yet, at most.
 */
@Component("changePublisher")
public class ChangePublisher {
    private static final String READER = "kafka";
    private static final Duration WANTED = Duration.ofDays(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChangeLog log;
    private final Lease lease;
    private final KafkaProperties settings;
    private final JdbcClient jdbc;

    ChangePublisher(ChangeLog log, Lease lease, KafkaProperties settings, JdbcClient jdbc, MeterRegistry registry) {
        this.log = log;
        this.lease = lease;
        this.settings = settings;
        this.jdbc = jdbc;
        if (settings.enabled()) {
            Gauge.builder("hub.kafka.waiting", this::waiting).register(registry);
        }
    }

    /** The next messages as body; null when there are none, or another hub publishes. */
    public void next(Exchange exchange) {
        log.want(Set.of("*"), READER, WANTED);
        Optional<Long> position = lease.take(READER, settings.lease());
        if (position.isEmpty() || exchange.getContext().isStopping()) {
            exchange.getMessage().setBody(null);
            return;
        }
        if (log.horizon() < position.get()) {
            // Another database, or an older one.
            lease.move(READER, log.horizon());
        }
        List<ChangeEvent> events = log.after(position.get(), null, settings.batchSize());
        List<Message> messages =
                events.stream().map(event -> message(exchange, event)).toList();
        if (!events.isEmpty()) {
            exchange.setProperty("position", events.get(events.size() - 1).position());
        }
        exchange.getMessage().setBody(messages.isEmpty() ? null : messages);
    }

    /** Kafka has them all; what comes next. */
    public void done(Exchange exchange) {
        lease.move(READER, exchange.getProperty("position", Long.class));
        next(exchange);
    }

    private static Message message(Exchange exchange, ChangeEvent event) {
        Message message = new DefaultMessage(exchange);
        ObjectNode json = JSON.createObjectNode()
                .put("event", event.id().toString())
                .put("position", event.position())
                .put("flow", event.flow())
                .put("connection", event.connection())
                .put("model", event.model())
                .put("id", event.record())
                .put("operation", event.operation())
                .put("before", event.before())
                .put("after", event.after())
                .put("at", event.at().toString());
        message.setBody(json.toString());
        message.setHeader(KafkaConstants.KEY, event.connection() + "/" + event.model() + "/" + event.record());
        return message;
    }

    private long waiting() {
        return jdbc.sql(
                        "SELECT coalesce((SELECT greatest(0, change_horizon() - position) FROM change_reader WHERE name = ?), 0)")
                .param(READER)
                .query(Long.class)
                .single();
    }
}
