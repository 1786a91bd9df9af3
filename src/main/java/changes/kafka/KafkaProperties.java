package changes.kafka;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Kafka, {@code hub.kafka}.
 *
 * @param enabled whether the hub talks to Kafka; the profile {@code kafka} says so (default false)
 * @param brokers addresses of brokers, as in {@code kafka-1:9092,kafka-2:9092}
 * @param group the consumer group that hubs share (default odoo-hub)
 * @param changesTopic where changes go (default odoo-hub.changes)
 * @param attendanceTopic where attendance events come from (default odoo-hub.attendance)
 * @param attendanceRefusedTopic where messages go that are no attendance event, with the reason in their headers (default
 *     odoo-hub.attendance.refused)
 * @param deadLettersTopic where dead letters are mirrored to (default odoo-hub.dead-letters)
 * @param deadLetterReplaysTopic a dead letter that is sent there is replayed (default odoo-hub.dead-letters.replay)
 * @param poll how often changes and dead letters are looked for (default 200 milliseconds)
 * @param batchSize messages that are sent or taken at a time (default 1000)
 * @param lease how long publishing is left to a hub that says nothing; longer than a broker may take (default 1 minute)
 */
@Validated
@ConfigurationProperties("hub.kafka")
public record KafkaProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("") String brokers,
        @DefaultValue("odoo-hub") String group,
        @DefaultValue("odoo-hub.changes") String changesTopic,
        @DefaultValue("odoo-hub.attendance") String attendanceTopic,
        @DefaultValue("odoo-hub.attendance.refused") String attendanceRefusedTopic,
        @DefaultValue("odoo-hub.dead-letters") String deadLettersTopic,
        @DefaultValue("odoo-hub.dead-letters.replay") String deadLetterReplaysTopic,
        @DefaultValue("200ms") Duration poll,
        @DefaultValue("1000") @Min(1) int batchSize,
        @DefaultValue("1m") Duration lease) {}
