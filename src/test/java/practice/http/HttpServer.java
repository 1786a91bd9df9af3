package practice.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * A small HTTP server on sockets, so that it can also break off, send half an answer or stay silent. It answers as an
 * Odoo worker does, HTTP/1.0 and close; behind a proxy it keeps connections and compresses, as nginx would.
 */
public final class HttpServer implements Closeable {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Function<HttpRequest, HttpResponse> handler;
    private final Supplier<Instant> clock;
    private final String name;
    private final boolean proxied;
    private final ExecutorService threads = Executors.newCachedThreadPool(HttpServer::daemon);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listening;
    private int port;

    public HttpServer(
            int port,
            String name,
            boolean proxied,
            Supplier<Instant> clock,
            Function<HttpRequest, HttpResponse> handler) {
        this.port = port;
        this.name = name;
        this.proxied = proxied;
        this.clock = clock;
        this.handler = handler;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "practice-odoo");
        thread.setDaemon(true);
        return thread;
    }

    public int port() {
        return port;
    }

    /** Listens on 127.0.0.1; on the same port again after {@link #down()}. */
    public synchronized void up() {
        if (listening != null) {
            return;
        }
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            port = socket.getLocalPort();
            listening = socket;
            threads.execute(() -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Refuses connections and drops those that are open. */
    public synchronized void down() {
        try {
            if (listening != null) {
                listening.close();
                listening = null;
            }
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        down();
        threads.shutdownNow();
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                if (admit(client, socket)) {
                    threads.execute(() -> serve(client));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    /** A closed server socket may still hand out a connection that came in that moment. */
    private synchronized boolean admit(Socket client, ServerSocket socket) throws IOException {
        if (listening != socket) {
            client.close();
            return false;
        }
        return open.add(client);
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            client.setSoTimeout(300_000);
            InputStream in = new BufferedInputStream(client.getInputStream(), 1 << 16);
            OutputStream out = new BufferedOutputStream(client.getOutputStream(), 1 << 16);
            String remote = client.getInetAddress().getHostAddress();
            boolean again = true;
            while (again) {
                HttpRequest request = HttpRequest.read(in, out, remote);
                if (request == null) {
                    return;
                }
                HttpResponse response = handler.apply(request);
                if (response.upgrade() != null) {
                    switchTo(response, in, out);
                    return;
                }
                again = !response.isCut() && send(request, response, out);
            }
        } catch (IOException e) {
            // The client has gone, or this server was taken down: nobody is left to tell.
        } finally {
            open.remove(client);
        }
    }

    private static void switchTo(HttpResponse response, InputStream in, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n");
        response.headers()
                .forEach((key, value) ->
                        head.append(key).append(": ").append(value).append("\r\n"));
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        response.upgrade().talk(in, out);
    }

    private boolean send(HttpRequest request, HttpResponse response, OutputStream out) throws IOException {
        boolean whole = response.sent() == response.body().length;
        boolean keep = proxied && whole && !"close".equalsIgnoreCase(request.header("Connection"));
        byte[] body = response.body();
        int sent = response.sent();
        boolean compress = proxied
                && whole
                && body.length > 1000
                && request.header("Accept-Encoding").contains("gzip");
        if (compress) {
            body = gzip(body);
            sent = body.length;
        }
        StringBuilder head = new StringBuilder(proxied ? "HTTP/1.1 " : "HTTP/1.0 ")
                .append(response.status())
                .append(' ')
                .append(response.reason())
                .append("\r\n")
                .append("Server: ")
                .append(proxied ? "nginx" : name)
                .append("\r\n")
                .append("Date: ")
                .append(DATE.format(clock.get()))
                .append("\r\n");
        response.headers()
                .forEach((key, value) ->
                        head.append(key).append(": ").append(value).append("\r\n"));
        if (compress) {
            head.append("Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n");
        }
        head.append("Content-Length: ")
                .append(body.length + response.padding())
                .append("\r\n")
                .append("Connection: ")
                .append(keep ? "keep-alive" : "close")
                .append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        for (long blanks = 0; blanks < response.padding(); blanks++) {
            out.write(' ');
        }
        out.write(body, 0, sent);
        out.flush();
        return keep;
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }
}
