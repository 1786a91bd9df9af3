package attendance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.springframework.stereotype.Component;
import sync.DatabaseAnswer;

/**
 * Reads what terminals send through Kafka, as the bean {@code attendanceMessages}: each message is one event or stay, as {@code
 * schema/attendance-event.json} says. The rest is {@code sql/attendance/take.sql}, as for REST.
 */
@Component("attendanceMessages")
public class AttendanceMessages {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final IntakeProperties settings;
    private final Clock clock = Clock.systemUTC();

    AttendanceMessages(IntakeProperties settings) {
        this.settings = settings;
    }

    /**
     * @param messages with bodies of bytes
     * @return parameters of {@code take.sql}, which number the messages from 0
     */
    public Map<String, Object> parameters(List<Exchange> messages) throws IOException {
        Intake intake = new Intake(new RowReader(settings, clock.instant()), Integer.MAX_VALUE);
        for (int number = 0; number < messages.size(); number++) {
            JsonEvents.message(messages.get(number).getMessage().getBody(byte[].class), number, intake);
        }
        return intake.parameters("kafka", "index");
    }

    /**
     * Those that were not taken, as they came, with headers that say why: {@code hub.reason} and {@code hub.message}, and where
     * each came from: {@code hub.topic}, {@code hub.partition}, {@code hub.offset}.
     *
     * @param answer of {@code take.sql}
     */
    public List<Message> refused(List<Exchange> messages, String answer, Exchange exchange) throws IOException {
        JsonNode told = JSON.readTree(answer);
        List<Message> refused = new ArrayList<>();
        if (told.path("rejected").asLong() > 0) {
            for (JsonNode one : told.path("results")) {
                if (one.path("status").asText().equals("rejected")) {
                    refused.add(refused(
                            messages.get(one.path("index").asInt()).getMessage(),
                            one.path("reason").asText(),
                            one.path("message").asText(),
                            exchange));
                }
            }
        }
        return refused;
    }

    /** Whether messages were not taken for what one of them holds. */
    public boolean areToBlame(Throwable failure) {
        return DatabaseAnswer.isAboutData(failure);
    }

    /** Batches of one message each. */
    public List<List<Exchange>> singly(List<Exchange> messages) {
        return messages.stream().map(List::of).toList();
    }

    /** The message that the database refuses, as {@link #refused(List, String, Exchange)} gives them. */
    public List<Message> poison(List<Exchange> one, Throwable failure, Exchange exchange) {
        return List.of(refused(one.get(0).getMessage(), "database-refused", DatabaseAnswer.refusal(failure), exchange));
    }

    private static Message refused(Message came, String reason, String sentence, Exchange exchange) {
        Message message = new DefaultMessage(exchange);
        message.setBody(came.getBody(byte[].class));
        message.setHeader("kafka.KEY", came.getHeader("kafka.KEY"));
        message.setHeader("hub.reason", reason);
        message.setHeader("hub.message", sentence);
        message.setHeader("hub.topic", came.getHeader("kafka.TOPIC", String.class));
        message.setHeader("hub.partition", came.getHeader("kafka.PARTITION", String.class));
        message.setHeader("hub.offset", came.getHeader("kafka.OFFSET", String.class));
        return message;
    }
}
