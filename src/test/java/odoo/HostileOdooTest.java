package odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import practice.PracticeOdoo;

/** Servers that mean harm, or are another one than before. */
class HostileOdooTest {
    private static final long LARGEST = 8L * 1024 * 1024;
    private static final long GIGABYTE = 1L << 30;

    /** Writes an answer, as slow or as large as it likes. */
    private interface Answer {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong written = new AtomicLong();
    private CamelContext camel;
    private OdooComponent component;
    private ServerSocket server;

    @BeforeEach
    void component() throws Exception {
        camel = LightCamel.context();
        component = new OdooComponent();
        component.setCamelContext(camel);
        component.getConfiguration().setAnswerTimeout(700);
        component.getConfiguration().setMaxResponseSize(LARGEST);
    }

    @AfterEach
    void close() throws Exception {
        if (server != null) {
            server.close();
        }
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        camel.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX-Slow: ", "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{\"a"})
    void bytesThatTrickleEndWhenTheTimeIsOver(String start) throws Exception {
        serve(out -> {
            send(out, start);
            for (int i = 0; i < 600; i++) {
                send(out, "a");
                TimeUnit.MILLISECONDS.timedJoin(Thread.currentThread(), 100);
            }
        });
        long before = System.nanoTime();
        OdooException slow = catchThrowableOfType(OdooException.class, this::version);
        assertThat(slow.getMessage()).contains("was not whole within 700 ms");
        assertThat(slow.getKind()).isEqualTo(OdooFailure.UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .as("a tenth of what the server had in mind")
                .isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void aGigabyteIsCutOffAndNeverInMemory() throws Exception {
        byte[] chunk = "10000\r\n".concat("x".repeat(65_536)).concat("\r\n").getBytes(StandardCharsets.US_ASCII);
        serve(out -> {
            send(out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (written.get() < GIGABYTE) {
                out.write(chunk);
                written.addAndGet(65_536);
            }
        });
        assertTooLarge();
        assertThat(written.get()).as("bytes that left the server").isLessThan(64L * 1024 * 1024);
    }

    @Test
    void aGigabyteThatIsAnnouncedIsNotEvenRead() throws Exception {
        serve(out -> send(out, "HTTP/1.1 200 OK\r\nContent-Length: " + GIGABYTE + "\r\n\r\n{"));
        assertTooLarge();
    }

    @Test
    void aGigabyteInAMegabyteIsCutOffToo() throws Exception {
        serve(out -> {
            send(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n");
            try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
                byte[] zeros = new byte[65_536];
                while (written.addAndGet(zeros.length) < GIGABYTE) {
                    zip.write(zeros);
                }
            }
        });
        component.getConfiguration().setAnswerTimeout(30_000);
        assertTooLarge();
    }

    @Test
    void whoMayLeadAnywhereGetsLess() {
        OdooCall.Limits limits = OdooCall.Limits.of(new OdooConfiguration());
        assertThat(new OdooTransport.Settings("http://odoo.example", limits, OdooReach.INTERNET).maxResponseSize())
                .isEqualTo(32L * 1024 * 1024);
        assertThat(new OdooTransport.Settings("http://odoo.example", limits, OdooReach.NETWORK).maxResponseSize())
                .isEqualTo(128L * 1024 * 1024);
    }

    @Test
    void anOdooThatIsOlderThanBeforeIsSpokenToInItsOwnProtocol() throws Exception {
        component.getConfiguration().setAnswerTimeout(30_000);
        PracticeOdoo newer = PracticeOdoo.builder().version(19).start();
        int port = java.net.URI.create(newer.url()).getPort();
        OdooConnection connection = new OdooConnection(
                "moved",
                newer.url(),
                newer.database(),
                newer.username(),
                Secret.of(newer.apiKey()),
                OdooProtocol.AUTO,
                List.of());
        OdooSession session = component.session(connection);
        try (newer) {
            assertThat(count(session)).isEqualTo(newer.count("res.partner"));
            assertThat(session.protocol()).isEqualTo(OdooProtocol.JSON2);
        }
        try (PracticeOdoo older = PracticeOdoo.builder()
                .version(14)
                .port(port)
                .database(newer.database())
                .start()) {
            older.changePassword(newer.apiKey());
            older.create("res.partner", Map.of("name", "Only in the older one"));
            assertThat(count(session)).isEqualTo(older.count("res.partner"));
            assertThat(session.protocol()).isEqualTo(OdooProtocol.JSONRPC);
            assertThat(session.version().major()).isEqualTo(14);
        }
    }

    private static int count(OdooSession session) {
        OdooCall call = new OdooCall(
                "res.partner",
                "search_count",
                null,
                Json.MAPPER.createObjectNode().set("domain", Json.MAPPER.createArrayNode()),
                Json.MAPPER.createObjectNode(),
                true,
                session.limits());
        return Integer.parseInt(new String(session.call(call).json(), StandardCharsets.US_ASCII).strip());
    }

    private void assertTooLarge() {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long me = Thread.currentThread().getId();
        long before = memory.getThreadAllocatedBytes(me);
        OdooException large = catchThrowableOfType(OdooException.class, this::version);
        assertThat(large.getMessage()).contains("is larger than " + LARGEST + " bytes");
        assertThat(memory.getThreadAllocatedBytes(me) - before)
                .as("bytes that were ever allocated for it")
                .isLessThan(8 * LARGEST);
    }

    private void version() {
        component
                .session(new OdooConnection(
                        "hostile",
                        "http://127.0.0.1:" + server.getLocalPort(),
                        "db",
                        "admin",
                        Secret.of("secret"),
                        OdooProtocol.AUTO,
                        List.of()))
                .version();
    }

    private void serve(Answer answer) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit(() -> {
            while (!server.isClosed()) {
                Socket client = server.accept();
                threads.submit(() -> {
                    try (client) {
                        client.getInputStream().read(new byte[4096]);
                        answer.write(client.getOutputStream());
                        client.getInputStream().read();
                    } catch (IOException | InterruptedException gone) {
                        // The client went away, which is what is tested.
                    }
                });
            }
            return null;
        });
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
