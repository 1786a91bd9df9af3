package changes.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.springframework.stereotype.Component;

/** Makes Kafka's consumers with their meters, the lag of each partition among them ({@code kafka.consumer.*}). */
@Component
class KafkaClients extends DefaultKafkaClientFactory {
    private final MeterRegistry registry;
    private final Map<String, KafkaClientMetrics> metered = new ConcurrentHashMap<>();

    KafkaClients(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Consumer getConsumer(Properties properties) {
        Consumer consumer = super.getConsumer(properties);
        KafkaClientMetrics metrics = new KafkaClientMetrics(consumer);
        KafkaClientMetrics before =
                metered.put(String.valueOf(properties.get(CommonClientConfigs.CLIENT_ID_CONFIG)), metrics);
        if (before != null) {
            before.close();
        }
        metrics.bindTo(registry);
        return consumer;
    }
}
