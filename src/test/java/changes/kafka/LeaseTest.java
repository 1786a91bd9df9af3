package changes.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import hub.HubTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@HubTest
class LeaseTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Autowired
    JdbcClient jdbc;

    private void taken(Lease lease, String reader) {
        lease.take(reader, MINUTE);
        assertThat(lease.take(reader, MINUTE)).isPresent();
    }

    @Test
    void whoeverStopsGivesAllAndTakesNothingBack() {
        Lease one = new Lease(jdbc);
        Lease other = new Lease(jdbc);
        taken(one, "kafka");
        taken(one, "kafka-dead-letters");
        assertThat(other.take("kafka", MINUTE)).isEmpty();

        one.give(new ContextClosedEvent(new StaticApplicationContext()));

        assertThat(one.take("kafka", MINUTE)).isEmpty();
        taken(other, "kafka");
        taken(other, "kafka-dead-letters");
        assertThat(one.move("kafka", 7)).isFalse();
    }
}
