package hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Tomcat answers by itself, over its own sockets. */
class ProblemValveTest {
    private static final String GOOD = "POST /api/v1/attendance HTTP/1.1\r\nHost: hub\r\nContent-Length: 2\r\n\r\n[]";
    private static final String WITHOUT_HOST = "GET / HTTP/1.1\r\n\r\n";

    private final Tomcat tomcat = new Tomcat();
    private final PausedWhileReading protocol = new PausedWhileReading();

    /** Asked once before it reads a request's line and once after it, of which the second is paused when armed. */
    private static final class PausedWhileReading extends Http11NioProtocol {
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean armed;

        @Override
        public boolean isPaused() {
            return armed ? asked.incrementAndGet() > 1 : super.isPaused();
        }
    }

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector(protocol);
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        ((StandardHost) tomcat.getHost()).setErrorReportValveClass(ProblemValve.class.getName());
        tomcat.addContext("", folder.toString());
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        protocol.armed = false;
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void requestThatIsReadWhileTheHubStopsMayComeAgain() throws Exception {
        protocol.armed = true;
        assertThat(answer(GOOD))
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After: 2", "Connection: close", "try again in a moment");
    }

    @Test
    void requestThatIsWrongStaysWrong() throws Exception {
        assertThat(answer(WITHOUT_HOST)).startsWith("HTTP/1.1 400").contains(Problem.MEDIA_TYPE);
    }

    private String answer(String request) throws Exception {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
