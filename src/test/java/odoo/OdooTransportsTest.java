package odoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HTTP clients of servers that nobody calls any more go, those in use stay. */
class OdooTransportsTest {
    private final AtomicLong clock = new AtomicLong();
    private final CountDownLatch answer = new CountDownLatch(1);
    private DefaultCamelContext camel;
    private OdooTransports transports;

    @BeforeEach
    void start() {
        camel = LightCamel.context();
        camel.start();
        transports = new OdooTransports(
                settings -> new OdooTransport(camel, settings, HostNames.SYSTEM), Duration.ofMinutes(10), clock::get);
    }

    @AfterEach
    void stop() {
        answer.countDown();
        camel.stop();
    }

    @Test
    void aThousandAddressesLeaveNothingBehind() throws Exception {
        try (StubServer server = new StubServer(request -> StubServer.json("[7]"))) {
            int before = camel.getEndpoints().size();
            for (int i : IntStream.range(0, 100).toArray()) {
                assertThat(post(server.url() + "/" + i)).isEqualTo("[7]");
            }
            assertThat(transports.size()).isEqualTo(100);
            after(Duration.ofMinutes(9));
            post(server.url() + "/99");
            after(Duration.ofMinutes(6));
            post(server.url() + "/new");
            assertThat(transports.size()).as("the last one and the new one").isEqualTo(2);
            assertThat(camel.getEndpoints()).hasSize(before + 2);
            assertThat(post(server.url() + "/0")).as("it comes back").isEqualTo("[7]");
        }
    }

    @Test
    void oneThatWaitsForAnAnswerStays() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (StubServer slow = new StubServer(request -> {
                    asked.countDown();
                    return released(answer) ? StubServer.json("[1]") : null;
                });
                StubServer other = new StubServer(request -> StubServer.json("[2]"))) {
            CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> post(slow.url()));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            after(Duration.ofHours(1));
            post(other.url());
            assertThat(transports.size()).isEqualTo(2);
            answer.countDown();
            assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo("[1]");
            after(Duration.ofHours(1));
            post(other.url() + "/again");
            assertThat(transports.size()).isEqualTo(1);
        }
    }

    private void after(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private String post(String url) {
        OdooTransport.Settings settings =
                new OdooTransport.Settings(url, OdooCall.Limits.of(new OdooConfiguration()), OdooReach.ANY);
        try {
            return new String(transports
                    .post(settings, "json/2", "application/json", "{}".getBytes(), Map.of())
                    .body());
        } catch (TransportException lost) {
            throw new IllegalStateException(List.of(url).toString(), lost);
        }
    }

    private static boolean released(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
