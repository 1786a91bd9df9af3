package changes.kafka;

import static changes.kafka.Topics.header;
import static changes.kafka.Topics.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.HubHttp;
import hub.HubTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Kafka with a real broker, which is away at first: what happened meanwhile arrives, and nothing twice where it counts. */
@HubTest
@ActiveProfiles("kafka")
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KafkaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(60);
    private static Topics topics;
    private static Broker broker;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @DynamicPropertySource
    static void brokerThatIsAway(DynamicPropertyRegistry registry) throws IOException {
        topics = Topics.ofNewBroker();
        broker = topics.broker();
        registry.add("hub.kafka.brokers", broker::address);
        registry.add("hub.sync.redelivery.attempts", () -> 1);
        registry.add("hub.sync.redelivery.delay", () -> 50);
        registry.add("camel.component.kafka.max-block-ms", () -> 1000);
        registry.add("camel.component.kafka.reconnect-backoff-max-ms", () -> 500);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    @Order(1)
    void aBrokerThatIsAwayDelaysAndLosesNothing() {
        HubHttp http = new HubHttp(port);
        assertThat(http.send(http.anonymous("/health/readiness")).statusCode()).isEqualTo(200);
        assertThat(http.get("/health").statusCode()).isEqualTo(200);
        await().until(() -> jdbc.sql("SELECT EXISTS (SELECT FROM change_reader WHERE name = 'kafka')")
                .query(Boolean.class)
                .single());
        await().until(() -> jdbc.sql("SELECT count(*) = 2 FROM change_wanted WHERE source = 'kafka'")
                .query(Boolean.class)
                .single());
        jdbc.sql("INSERT INTO mirror (connection, model, odoo_id, data)"
                        + " SELECT 'default', 'res.partner', n, '{}' FROM generate_series(1, 3000) n")
                .update();
        jdbc.sql("UPDATE mirror SET data = '{\"name\": \"a\"}' WHERE odoo_id <= 100")
                .update();
        jdbc.sql("UPDATE mirror SET deleted = true WHERE odoo_id <= 10").update();
        dead(1);
        dead(2);
        await().until(() ->
                HubHttp.json(http.get("/health")).path("status").asText().equals("UP"));
        assertThat(http.get("/prometheus").body()).containsPattern("hub_kafka_waiting\\S* 3110");
        broker.start();
        Map<String, List<String>> told = new LinkedHashMap<>();
        Map<String, Long> last = new HashMap<>();
        for (ConsumerRecord<String, String> message : topics.read("odoo-hub.changes", KafkaTest::event, 3_110)) {
            JsonNode change = json(message.value());
            // What comes again is known by its position.
            if (change.path("position").asLong() > last.getOrDefault(message.key(), 0L)) {
                last.put(message.key(), change.path("position").asLong());
                told.computeIfAbsent(message.key(), key -> new ArrayList<>())
                        .add(change.path("operation").asText());
            }
        }
        assertThat(told).hasSize(3_000);
        assertThat(told.get("default/res.partner/1")).containsExactly("created", "updated", "deleted");
        assertThat(told.get("default/res.partner/50")).containsExactly("created", "updated");
        assertThat(told.get("default/res.partner/3000")).containsExactly("created");
        await().until(() -> http.get("/prometheus").body().matches("(?s).*hub_kafka_waiting\\S* 0\\.0.*"));
    }

    @Test
    @Order(2)
    void attendanceComesInOnceAndPoisonGoesAside() throws Exception {
        try (KafkaProducer<String, String> producer = topics.producer()) {
            for (int n = 0; n < 500; n++) {
                send(producer, "odoo-hub.attendance", "E" + n % 20, event("E" + n % 20, n));
                if (n % 10 == 0) {
                    send(producer, "odoo-hub.attendance", "E" + n % 20, event("E" + n % 20, n));
                }
            }
            for (String poison : List.of(
                    "not json",
                    "[]",
                    "{\"person_id\": \"E1\"}",
                    "{\"person_id\": \"E1\", \"type\": \"in\", \"time\": \"soon\"}",
                    "{\"person_id\": \"E1\", \"type\": \"in\", \"time\": \"2026-01-05T08:00:00Z\", \"name\": \"x\"}",
                    "{} {}")) {
                send(producer, "odoo-hub.attendance", "poison", poison);
            }
            send(producer, "odoo-hub.attendance", "E1", event("E1", 1_001));
        }
        await().atMost(LONG).until(() -> events() >= 501);
        List<ConsumerRecord<String, String>> refused = topics.read("odoo-hub.attendance.refused", KafkaTest::place, 6);
        assertThat(events()).isEqualTo(501);
        assertThat(jdbc.sql("SELECT DISTINCT source FROM attendance_event")
                        .query(String.class)
                        .list())
                .containsExactly("kafka");
        assertThat(refused.stream()
                        .map(message -> header(message, "hub.reason"))
                        .toList())
                .containsExactly("form", "form", "time-missing", "time-unreadable", "unknown-member", "form");
        assertThat(refused).allSatisfy(message -> {
            assertThat(message.key()).isEqualTo("poison");
            assertThat(header(message, "hub.message")).isNotBlank();
            assertThat(header(message, "hub.topic")).isEqualTo("odoo-hub.attendance");
            assertThat(header(message, "hub.offset")).matches("\\d+");
        });
        assertThat(refused.get(0).value()).isEqualTo("not json");
        HubHttp http = new HubHttp(port);
        assertThat(http.get("/prometheus").body()).contains("kafka_consumer_fetch_manager_records_lag");
    }

    @Test
    @Order(3)
    void deadLettersAreMirroredAndReplayed() throws Exception {
        List<ConsumerRecord<String, String>> letters = topics.read("odoo-hub.dead-letters", KafkaTest::ours, 2).stream()
                .filter(message -> ours(message) != null)
                .toList();
        try (KafkaProducer<String, String> producer = topics.producer()) {
            send(producer, "odoo-hub.dead-letters.replay", "x", "nonsense");
            send(
                    producer,
                    "odoo-hub.dead-letters.replay",
                    letters.get(0).key(),
                    letters.get(0).value());
        }
        long id = json(letters.get(0).value()).path("id").asLong();
        await().atMost(LONG).until(() -> jdbc.sql("SELECT status = 'waiting' FROM outbox WHERE id = ?")
                .param(id)
                .query(Boolean.class)
                .single());
        assertThat(jdbc.sql("SELECT actor FROM outbox_audit")
                        .query(String.class)
                        .list())
                .containsExactly("kafka");
        List<ConsumerRecord<String, String>> all =
                topics.read("odoo-hub.dead-letters", message -> message.value() == null ? message.key() : null, 1);
        Map<String, String> compacted = new HashMap<>();
        all.forEach(message -> compacted.put(message.key(), message.value()));
        assertThat(compacted.get("attendance/" + id)).isNull();
        assertThat(compacted.values().stream().filter(letter -> letter != null && letter.contains("overlapping")))
                .hasSize(1);
    }

    @Test
    @Order(4)
    void aBrokerThatGoesAndComesBackIsGoneOnWith() throws Exception {
        broker.stop();
        jdbc.sql("INSERT INTO mirror (connection, model, odoo_id, data)"
                        + " SELECT 'default', 'stock.quant', n, '{}' FROM generate_series(1, 50) n")
                .update();
        broker.start();
        topics.read("odoo-hub.changes", message -> message.key().contains("stock.quant") ? message.key() : null, 50);
        try (KafkaProducer<String, String> producer = topics.producer()) {
            send(producer, "odoo-hub.attendance", "E1", event("E1", 1_002));
        }
        await().atMost(LONG).until(() -> events() == 502);
    }

    @Test
    @Order(5)
    void whatTheDatabaseRefusesGoesAsideAndTheRestIsTaken() throws Exception {
        long before = events();
        int aside =
                topics.read("odoo-hub.attendance.refused", KafkaTest::place, 6).size();
        refuse("person_id LIKE 'RAISED%'", "RAISE EXCEPTION 'not this person'");
        refuse("person_id LIKE 'BROKEN%'", "PERFORM 1 / 0");
        refuse("person_id LIKE 'BUSY%' AND nextval('busy') < 8", "RAISE EXCEPTION USING ERRCODE = '40001'");
        // More often than a run is tried again.
        jdbc.sql("CREATE SEQUENCE busy").update();
        topics.send(
                "odoo-hub.attendance",
                "one-partition",
                event("E1", 2_000),
                event("RAISED", 2_000),
                event("E2", 2_000),
                "no event",
                event("BROKEN", 2_000),
                event("BUSY", 2_000),
                event("E1", 2_020));
        await().atMost(LONG).until(() -> events() == before + 4);
        List<ConsumerRecord<String, String>> refused =
                topics.read("odoo-hub.attendance.refused", KafkaTest::place, aside + 3);
        refused = refused.stream()
                .filter(message -> message.key().equals("one-partition"))
                .toList();
        assertThat(refused.stream().collect(Collectors.toMap(ConsumerRecord::value, one -> header(one, "hub.reason"))))
                .isEqualTo(Map.of(
                        event("RAISED", 2_000),
                        "database-refused",
                        "no event",
                        "form",
                        event("BROKEN", 2_000),
                        "database-refused"));
        assertThat(refused)
                .extracting(message -> header(message, "hub.message"))
                .contains(
                        "The database refused it: P0001 not this person",
                        "The database refused it: 22012 division by zero");
        topics.send("odoo-hub.attendance", "one-partition", event("E3", 2_000));
        await().atMost(LONG).until(() -> events() == before + 5);
    }

    @Test
    @Order(6)
    void manyChangesAreSentOnce() {
        jdbc.sql("INSERT INTO mirror (connection, model, odoo_id, data)"
                        + " SELECT 'default', 'many', n, '{}' FROM generate_series(1, 20000) n")
                .update();
        List<ConsumerRecord<String, String>> sent = topics.read(
                "odoo-hub.changes", message -> message.key().contains("many") ? message.key() : null, 20_000);
        assertThat(sent.stream().filter(message -> message.key().contains("many")))
                .hasSize(20_000);
    }

    @Test
    @Order(7)
    void whatKafkaHasIsNotKeptForEver() {
        await().until(() -> jdbc.sql("SELECT count(*) = 2 FROM change_reader WHERE holder IS NOT NULL")
                .query(Boolean.class)
                .single());
        jdbc.sql("INSERT INTO mirror (connection, model, odoo_id, data)"
                        + " SELECT 'default', 'old', n, '{}' FROM generate_series(1, 10) n")
                .update();
        await().atMost(LONG)
                .until(() -> jdbc.sql("SELECT position >= change_horizon() FROM change_reader WHERE name = 'kafka'")
                        .query(Boolean.class)
                        .single());
        await().until(() -> jdbc.sql("SELECT change_prune(now() + interval '1 hour', 100000) >= 10")
                .query(Boolean.class)
                .single());
    }

    private void refuse(String when, String how) {
        String name = "refuse_" + Integer.toHexString(when.hashCode());
        jdbc.sql("CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW." + when + " THEN "
                        + how + "; END IF; RETURN NEW; END $$")
                .update();
        jdbc.sql("CREATE TRIGGER " + name + " BEFORE INSERT ON attendance_event FOR EACH ROW EXECUTE FUNCTION " + name
                        + "()")
                .update();
    }

    private long events() {
        return jdbc.sql("SELECT count(*) FROM attendance_event")
                .query(Long.class)
                .single();
    }

    private void dead(int subject) {
        jdbc.sql("INSERT INTO outbox (flow, subject, lane, position, status, cause, detail, remedy, dead_at)"
                        + " VALUES ('attendance', ?, ?, 1, 'dead', 'overlapping', 'd', 'r', now())")
                .params(subject, subject)
                .update();
    }

    private static String event(String person, int n) {
        return "{\"person_id\": \"" + person + "\", \"type\": \"" + (n / 20 % 2 == 0 ? "in" : "out")
                + "\", \"time\": \"" + Instant.ofEpochSecond(1_767_600_000 + n * 60) + "\", \"terminal\": \"gate\"}";
    }

    private static Object event(ConsumerRecord<String, String> message) {
        return json(message.value()).path("event").asText();
    }

    private static Object place(ConsumerRecord<String, String> message) {
        return header(message, "hub.partition") + "/" + header(message, "hub.offset");
    }

    /** The dead letters that this test made itself. */
    private static Object ours(ConsumerRecord<String, String> message) {
        return message.value() != null && message.value().contains("overlapping") ? message.key() : null;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
