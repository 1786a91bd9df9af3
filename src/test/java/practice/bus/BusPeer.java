package practice.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The server's end of one websocket (RFC 6455, as much as a client of Odoo's bus needs). */
public final class BusPeer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LONG = 126;

    private final Bus bus;
    private final OutputStream out;
    private volatile Set<String> channels = Set.of();
    private long last;

    private BusPeer(Bus bus, OutputStream out) {
        this.bus = bus;
        this.out = out;
    }

    /** What a client's key is answered with. */
    public static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Talks to a client until it goes. */
    public static void serve(Bus bus, InputStream in, OutputStream out) throws IOException {
        BusPeer peer = new BusPeer(bus, out);
        bus.join(peer);
        try {
            peer.read(new DataInputStream(in));
        } finally {
            bus.leave(peer);
        }
    }

    boolean listens() {
        return !channels.isEmpty();
    }

    private void read(DataInputStream in) throws IOException {
        while (true) {
            int kind = in.readUnsignedByte() & 0x0f;
            int size = in.readUnsignedByte() & 0x7f;
            long length = size == LONG ? in.readUnsignedShort() : size > LONG ? in.readLong() : size;
            byte[] mask = in.readNBytes(4);
            byte[] body = in.readNBytes((int) length);
            for (int i = 0; i < body.length; i++) {
                body[i] ^= mask[i % 4];
            }
            if (kind == CLOSE) {
                frame(CLOSE, body);
                return;
            }
            if (kind == PING && !bus.isSilent()) {
                frame(PONG, body);
            }
            if (kind == TEXT) {
                said(JSON.readTree(body));
            }
        }
    }

    private void said(JsonNode message) {
        if (message.path("event_name").asText().equals("subscribe")) {
            Set<String> wanted = new TreeSet<>();
            message.at("/data/channels").forEach(channel -> wanted.add(channel.asText()));
            synchronized (this) {
                last = message.at("/data/last").asLong();
                channels = wanted;
            }
            deliver();
        }
    }

    /** Sends what came since the last time, in one frame. */
    synchronized void deliver() {
        List<Bus.Message> news = bus.isSilent() ? List.of() : bus.after(channels, last);
        if (news.isEmpty()) {
            return;
        }
        last = news.get(news.size() - 1).id();
        List<Map<String, Object>> messages =
                news.stream().map(Bus.Message::json).toList();
        try {
            frame(TEXT, JSON.writeValueAsBytes(messages));
        } catch (IOException gone) {
            channels = Set.of();
        }
    }

    void close() {
        try {
            out.close();
        } catch (IOException gone) {
            channels = Set.of();
        }
    }

    private synchronized void frame(int kind, byte[] body) throws IOException {
        out.write(0x80 | kind);
        if (body.length < LONG) {
            out.write(body.length);
        } else if (body.length < 1 << 16) {
            out.write(LONG);
            out.write(body.length >> 8);
            out.write(body.length);
        } else {
            out.write(LONG + 1);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) body.length >> shift));
            }
        }
        out.write(body);
        out.flush();
    }
}
