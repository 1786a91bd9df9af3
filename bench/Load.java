import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Requests to 127.0.0.1 over connections that stay open, with as little work as possible on this side.
 *
 * <p>{@code java Load.java CUSTOMERS SIGNABLE PASSWORD} asks for customers {@code bench-1@example.com} and so on; the first
 * SIGNABLE have that password. A line on standard input is one measurement, answered by one line:
 *
 * <ul>
 *   <li>{@code check PORT CONNECTIONS SECONDS}: check-email, each connection as fast as it can: {@code requests seconds}
 *   <li>{@code login PORT CONNECTIONS COUNT}: so many sign-ins: {@code count seconds}
 *   <li>{@code get PORT CONNECTIONS SECONDS PATH HEADER}: that path with that header line, each connection as fast as it can:
 *       {@code requests seconds}
 *   <li>{@code probe PORT PER_SECOND SECONDS BURST}: check-email and readiness, each at that pace, for so many seconds or, with
 *       BURST sign-ins sent at once, until the last one is answered: {@code seconds}, then for both {@code count p50 p99} in ms
 * </ul>
 *
 * An answer that is not what it has to be ends the program.
 */
public final class Load {
    private static final int PROBE_CONNECTIONS = 2;
    /** After that many nanoseconds a probe that cannot keep its pace ends. */
    private static final long OVERDUE = 5_000_000_000L;

    private final int customers;
    private final int signable;
    private final String password;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private Load(String[] args) {
        customers = Integer.parseInt(args[0]);
        signable = Integer.parseInt(args[1]);
        password = args[2];
    }

    public static void main(String[] args) throws Exception {
        Load load = new Load(args);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] word = line.split(" ");
                int port = Integer.parseInt(word[1]);
                int number = Integer.parseInt(word[2]);
                System.out.println(
                        switch (word[0]) {
                            case "check" -> load.check(port, number, Double.parseDouble(word[3]));
                            case "get" -> load.repeat(
                                    port, number, Double.parseDouble(word[3]), get(word[4], line.split(" ", 6)[5]));
                            case "login" -> load.login(port, number, Integer.parseInt(word[3]));
                            default -> load.probe(
                                    port, number, Double.parseDouble(word[3]), Integer.parseInt(word[4]));
                        });
            }
            System.exit(0);
        } catch (Exception failed) {
            failed.printStackTrace();
            System.exit(1);
        }
    }

    private String check(int port, int connections, double seconds) throws Exception {
        return repeat(port, connections, seconds, this::checkEmail);
    }

    private String repeat(int port, int connections, double seconds, Supplier<String> request) throws Exception {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        int requests = sum(connections, () -> {
            int done = 0;
            try (Connection connection = new Connection(port)) {
                while (System.nanoTime() < end) {
                    connection.send(request.get());
                    done++;
                }
            }
            return done;
        });
        return requests + " " + since(start);
    }

    private String login(int port, int connections, int count) throws Exception {
        AtomicInteger left = new AtomicInteger(count);
        long start = System.nanoTime();
        int done = sum(connections, () -> {
            int mine = 0;
            try (Connection connection = new Connection(port)) {
                while (left.getAndDecrement() > 0) {
                    connection.send(signIn());
                    mine++;
                }
            }
            return mine;
        });
        return done + " " + since(start);
    }

    private String probe(int port, int perSecond, double seconds, int burst) throws Exception {
        CountDownLatch answered = new CountDownLatch(burst);
        List<Future<?>> signIns = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < burst; i++) {
            signIns.add(threads.submit(() -> {
                try (Connection connection = new Connection(port)) {
                    connection.send(signIn());
                } finally {
                    answered.countDown();
                }
                return null;
            }));
        }
        long end = start + (long) (seconds * 1e9);
        List<List<Future<List<Long>>>> probes = new ArrayList<>();
        for (boolean email : new boolean[] {true, false}) {
            List<Future<List<Long>>> connections = new ArrayList<>();
            long step = PROBE_CONNECTIONS * 1_000_000_000L / perSecond;
            for (int i = 0; i < PROBE_CONNECTIONS; i++) {
                long first = start + step * (2 * i + (email ? 0 : 1)) / (2 * PROBE_CONNECTIONS);
                connections.add(threads.submit(() -> {
                    List<Long> times = new ArrayList<>();
                    try (Connection connection = new Connection(port)) {
                        long free = first;
                        for (long due = first; burst == 0 ? due < end && free < end + OVERDUE : answered.getCount() > 0; due += step) {
                            boolean late = free > due;
                            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                                LockSupport.parkNanos(wait);
                            }
                            // Waiting for the answer before counts; waking up late on this side does not.
                            long from = late ? due : System.nanoTime();
                            connection.send(email ? checkEmail() : "GET /health/readiness HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
                            free = System.nanoTime();
                            times.add(free - from);
                        }
                    }
                    return times;
                }));
            }
            probes.add(connections);
        }
        for (Future<?> signIn : signIns) {
            signIn.get();
        }
        String took = since(start);
        StringBuilder line = new StringBuilder(took);
        for (List<Future<List<Long>>> connections : probes) {
            List<Long> times = new ArrayList<>();
            for (Future<List<Long>> connection : connections) {
                times.addAll(connection.get());
            }
            long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
            line.append(String.format(
                    Locale.ROOT, " %d %.3f %.3f", sorted.length, percentile(sorted, 0.5), percentile(sorted, 0.99)));
        }
        return line.toString();
    }

    private static double percentile(long[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
    }

    private static String since(long start) {
        return String.format(Locale.ROOT, "%.4f", (System.nanoTime() - start) / 1e9);
    }

    private int sum(int connections, Callable<Integer> work) throws Exception {
        int sum = 0;
        List<Callable<Integer>> all = java.util.Collections.nCopies(connections, work);
        for (Future<Integer> one : threads.invokeAll(all)) {
            sum += one.get();
        }
        return sum;
    }

    private String checkEmail() {
        return post("/api/auth/check-email", "{\"email\":\"" + email(customers) + "\"}");
    }

    private String signIn() {
        return post("/api/auth/login", "{\"email\":\"" + email(signable) + "\",\"password\":\"" + password + "\"}");
    }

    private static String email(int of) {
        return "bench-" + (1 + ThreadLocalRandom.current().nextInt(of)) + "@example.com";
    }

    private static Supplier<String> get(String path, String header) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header + "\r\n\r\n";
        return () -> request;
    }

    private static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    /** One connection and its answers, which come with a length or in chunks. */
    private static final class Connection implements AutoCloseable {
        private static final byte[] OK = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        /** How an answer that is right begins; that much of it is looked at. */
        private static final int LOOKED_AT = 4096;

        private final int port;
        private byte[] buffer = new byte[64 * 1024];
        private Socket socket;
        private InputStream in;
        private OutputStream out;
        private int answered;

        Connection(int port) throws IOException {
            this.port = port;
            open();
        }

        private void open() throws IOException {
            socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(120_000);
            socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
            in = socket.getInputStream();
            out = socket.getOutputStream();
            answered = 0;
        }

        void send(String request) throws IOException {
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            int length = read(0);
            while (headEnd(length) < 0) {
                length = read(length);
            }
            int body = headEnd(length);
            String head = new String(buffer, 0, body, StandardCharsets.US_ASCII);
            int at = head.indexOf("\r\nContent-Length: ");
            int whole = at < 0 ? -1 : body + Integer.parseInt(head.substring(at + 18, head.indexOf("\r\n", at + 18)));
            while (whole < 0 ? !endsWithLastChunk(length) : length < whole) {
                length = read(length);
            }
            answered++;
            boolean ok = Arrays.equals(OK, 0, OK.length, buffer, 0, OK.length);
            String text = new String(buffer, body, Math.min(length - body, LOOKED_AT), StandardCharsets.UTF_8);
            boolean right = text.contains("\"exists\":true") || text.contains("\"access_token\"") || text.contains("\"UP\"")
                    || text.contains("\"next\"") || text.contains("\"data\":[{");
            if (!ok || !right) {
                throw new IOException("Not the answer that was expected: " + head + text);
            }
            // Tomcat ends a connection after a hundred requests.
            if (head.contains("\r\nConnection: close\r\n")) {
                socket.close();
                open();
            }
        }

        /** @return how many bytes there are now */
        private int read(int length) throws IOException {
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * length);
            }
            int read = in.read(buffer, length, buffer.length - length);
            if (read < 0) {
                throw new EOFException("The connection was closed after " + answered + " answers and " + length + " bytes: "
                        + new String(buffer, 0, Math.min(length, LOOKED_AT), StandardCharsets.UTF_8));
            }
            return length + read;
        }

        /** Where the body begins, or -1 when the head is not whole. */
        private int headEnd(int length) {
            for (int i = 3; i < length; i++) {
                if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n' && buffer[i - 3] == '\r') {
                    return i + 1;
                }
            }
            return -1;
        }

        private boolean endsWithLastChunk(int length) {
            return length >= LAST_CHUNK.length
                    && Arrays.equals(LAST_CHUNK, 0, LAST_CHUNK.length, buffer, length - LAST_CHUNK.length, length);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
