package hub.health;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Asks a hub on this machine whether it lives, for containers that have no other program to ask with. A program of its own: it loads
 * nothing of the hub, so that it takes a tenth of a second.
 *
 * <p>{@code java -cp odoo-hub.jar hub.health.HealthCheck [liveness|readiness]}; {@code HUB_PORT} and {@code HUB_ADDRESS} say where.
 * The exit code is 0 when the answer is 200, else 1.
 */
public final class HealthCheck {
    private static final int PATIENCE = 4_000;

    private HealthCheck() {}

    public static void main(String[] arguments) {
        System.exit(answers(arguments.length == 0 ? "liveness" : arguments[0], System.getenv()) ? 0 : 1);
    }

    /** @param question liveness or readiness */
    static boolean answers(String question, Map<String, String> environment) {
        String address = environment.getOrDefault("HUB_ADDRESS", "127.0.0.1");
        String host = address.equals("0.0.0.0") || address.equals("::") ? "127.0.0.1" : address;
        int port = Integer.parseInt(environment.getOrDefault("HUB_PORT", "8080"));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream()
                    .write(("GET /health/" + question + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return status != null && status.startsWith("HTTP/1.1 200");
        } catch (IOException nobody) {
            return false;
        }
    }
}
