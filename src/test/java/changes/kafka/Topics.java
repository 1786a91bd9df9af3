package changes.kafka;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads and writes topics of a broker as somebody other than the hub. */
final class Topics {
    private static final Duration LONG = Duration.ofSeconds(60);
    private final Broker broker;

    private Topics(Broker broker) {
        this.broker = broker;
    }

    /** Of a broker of their own, which does not run yet. */
    static Topics ofNewBroker() throws IOException {
        return new Topics(new Broker(Files.createTempDirectory("broker"), freePort(), freePort()));
    }

    Broker broker() {
        return broker;
    }

    /** One after the other, and each acknowledged. */
    void send(String topic, String key, String... values) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = producer()) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, key, value)).get();
            }
        }
    }

    /**
     * Messages of a topic from its beginning, by partition in order, until there are so many different ones.
     *
     * @param what tells them apart; null for what is not counted
     */
    List<ConsumerRecord<String, String>> read(
            String topic, Function<ConsumerRecord<String, String>, Object> what, int count) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", broker.address());
        settings.put("group.id", UUID.randomUUID().toString());
        settings.put("auto.offset.reset", "earliest");
        settings.put("metadata.max.age.ms", "500");
        List<ConsumerRecord<String, String>> messages = new ArrayList<>();
        Set<Object> different = new HashSet<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(LONG).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    messages.add(message);
                    different.add(what.apply(message));
                });
                different.remove(null);
                return different.size() >= count;
            });
        }
        return messages;
    }

    KafkaProducer<String, String> producer() {
        broker.start();
        Properties settings = new Properties();
        settings.put("bootstrap.servers", broker.address());
        settings.put("max.block.ms", "10000");
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    static void send(KafkaProducer<String, String> producer, String topic, String key, String value)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic, key, value)).get();
    }

    static String header(ConsumerRecord<?, ?> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
