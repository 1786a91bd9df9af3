package practice.bus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;

/** The bus of a practice Odoo: messages on channels, kept for whoever asks for those after a number. */
public final class Bus {
    private static final int KEPT = 10_000;

    /** One message. */
    record Message(long id, String channel, String type, Map<String, Object> payload) {
        /** As a websocket carries it. */
        Map<String, Object> json() {
            return Map.of("id", id, "message", Map.of("type", type, "payload", payload));
        }

        /** As 14 answers a long poll. */
        Map<String, Object> poll() {
            return Map.of("id", id, "channel", channel, "message", payload);
        }
    }

    private final List<Message> messages = new ArrayList<>();
    private final Set<BusPeer> peers = new CopyOnWriteArraySet<>();
    private final List<Instant> opened = new CopyOnWriteArrayList<>();
    private long number = 40;
    private volatile boolean silent;

    /** Says something to everybody on the channel. */
    public synchronized void send(String channel, String type, Map<String, Object> payload) {
        messages.add(new Message(++number, channel, type, payload));
        if (messages.size() > KEPT) {
            messages.remove(0);
        }
        notifyAll();
        peers.forEach(BusPeer::deliver);
    }

    synchronized List<Message> after(Collection<String> channels, long last) {
        return messages.stream()
                .filter(message -> message.id() > last && channels.contains(message.channel()))
                .toList();
    }

    /** A long poll: what came after that number, at the latest when the time is over. */
    public List<Map<String, Object>> poll(Collection<String> channels, long last, long millis) {
        long end = System.currentTimeMillis() + millis;
        synchronized (this) {
            try {
                for (long left = millis;
                        after(channels, last).isEmpty() && left > 0;
                        left = end - System.currentTimeMillis()) {
                    wait(left);
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
            return after(channels, last).stream().map(Message::poll).toList();
        }
    }

    /** Whether websockets stay open and nothing comes over them, not even the answer to a ping. */
    public void silence(boolean now) {
        silent = now;
    }

    boolean isSilent() {
        return silent;
    }

    /** Closes every websocket, as a server that restarts. */
    public void drop() {
        peers.forEach(BusPeer::close);
    }

    /** When websockets were opened, one after another. */
    public List<Instant> opened() {
        return List.copyOf(opened);
    }

    /** How many listen to any channel now. */
    public int listeners() {
        return (int) peers.stream().filter(BusPeer::listens).count();
    }

    void join(BusPeer peer) {
        opened.add(Instant.now());
        peers.add(peer);
    }

    void leave(BusPeer peer) {
        peers.remove(peer);
    }

    /** What 19 answers where a plain request comes to the address of the websocket. */
    public static Map<String, Object> noUpgrade() {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("name", "builtins.KeyError");
        error.put("message", "socket");
        return error;
    }
}
