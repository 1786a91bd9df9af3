package odoo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A server on the loopback address that answers each request with the bytes it is told to, then closes. */
final class StubServer implements AutoCloseable {
    static final String VERSION_19 = "{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":{\"server_version\":\"19.0\"}}";

    /** What came in. */
    record Request(String head, String body) {
        String path() {
            return head.split(" ", 3)[1];
        }
    }

    /** Answers nothing, and lets the client wait. */
    static final byte[] SILENCE = new byte[0];

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Function<Request, byte[]> answers;
    final List<Request> requests = new CopyOnWriteArrayList<>();

    /** @param answers whole HTTP answers; null closes the connection without any */
    StubServer(Function<Request, byte[]> answers) {
        this.answers = answers;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.submit(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    static byte[] answer(int status, String type, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " Status\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes.length
                + "\r\nDate: Fri, 20 Nov 2026 17:45:05 GMT\r\nConnection: close\r\n"
                + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList()) + "\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] json(String body) {
        return answer(200, "application/json", body);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                if (socket.isClosed()) {
                    client.close();
                    return;
                }
                threads.submit(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int b = in.read();
                if (b < 0) {
                    return;
                }
                head.append((char) b);
            }
            int length = head.toString()
                    .lines()
                    .filter(line -> line.toLowerCase().startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
            Request request = new Request(head.toString(), new String(in.readNBytes(length), StandardCharsets.UTF_8));
            requests.add(request);
            byte[] answer = answers.apply(request);
            if (answer == SILENCE) {
                in.read();
            } else if (answer != null) {
                OutputStream out = client.getOutputStream();
                out.write(answer);
                out.flush();
            }
        } catch (IOException e) {
            // The client went away, which some tests mean it to.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
