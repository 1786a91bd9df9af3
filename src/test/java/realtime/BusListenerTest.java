package realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import odoo.OdooConnection;
import odoo.Secret;
import org.junit.jupiter.api.Test;

class BusListenerTest {
    private static final String BEGUN =
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n<html>";

    /** The answer begins in time, which ends the client's own timeout, and never comes to an end. */
    @Test
    void anAnswerWithoutAnEndIsGivenUpAndAskedForAgain() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread serving = new Thread(() -> serve(server, asked), "endless");
            serving.setDaemon(true);
            serving.start();
            RealtimeProperties settings = new RealtimeProperties(
                    10,
                    Duration.ofSeconds(2),
                    null,
                    true,
                    null,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(1));
            BusListener listener = new BusListener(
                    HttpClient.newHttpClient(), settings, "channel", new BusMessages((model, ids) -> {}), () -> {});
            OdooConnection odoo = new OdooConnection(
                    "default", "http://127.0.0.1:" + server.getLocalPort(), "db", "admin", Secret.of("secret"));
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                listener.tick(new Fixed(odoo));
                assertThat(asked.get()).isEqualTo(2);
            });
            assertThat(listener.isConnected()).isFalse();
            listener.close();
        }
    }

    private record Fixed(OdooConnection connection) implements BusListener.Odoo {
        @Override
        public int version() {
            return 19;
        }
    }

    private static void serve(ServerSocket server, AtomicInteger asked) {
        try {
            while (true) {
                Socket client = server.accept();
                InputStream in = client.getInputStream();
                in.read(new byte[8192]);
                asked.incrementAndGet();
                client.getOutputStream().write(BEGUN.getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().flush();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
