package changes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells listeners of changes, as the bean {@code changeFeed}. All of a hub share one look at the database: what is new is kept in
 * memory for a while, and each listener takes it from there at its own speed. Who is further behind is served from the table.
 * Meters: {@code hub.changes.clients}, {@code hub.changes.cut}.
 */
@Component("changeFeed")
public class ChangeFeed {
    private static final int PAGE = 1_000;
    private static final int PAGES = 10;
    private static final int SERVED_FROM_THE_TABLE = 20;
    private static final long UNKNOWN = -1;

    /** For how long changes are written down after the last listener to them has gone. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final ChangeLog log;
    private final ChangesProperties settings;
    private final Counter cut;
    private final List<ChangeClient> clients = new CopyOnWriteArrayList<>();

    /** Changes after {@link #since} up to {@link #reached}, in order. Touched by one thread: the timer's. */
    private final List<ChangeHint> recent = new ArrayList<>();

    private long since = UNKNOWN;
    private long reached = UNKNOWN;

    ChangeFeed(ChangeLog log, ChangesProperties settings, MeterRegistry registry) {
        this.log = log;
        this.settings = settings;
        this.cut = registry.counter("hub.changes.cut");
        Gauge.builder("hub.changes.clients", clients, List::size).register(registry);
    }

    /** Where somebody starts to listen. {@code missed}: it may have missed changes since it last listened. */
    public record Start(long position, boolean missed) {}

    /**
     * Where a listener starts.
     *
     * @param last the last position that it heard of; null when it is new
     */
    public Start start(ChangeAudience audience, Long last) {
        boolean wanted = log.want(audience.models(), "clients", REMEMBERED);
        if (last != null && wanted && !log.isForgotten(last)) {
            return new Start(last, false);
        }
        return new Start(log.horizon(), last != null);
    }

    /**
     * Takes a place for one more; it is given back when the client is closed.
     *
     * @throws TooManyListenersException when there is no place
     */
    public synchronized ChangeClient takePlace(ChangeAudience audience) {
        if (clients.size() >= settings.clients()) {
            throw new TooManyListenersException(false);
        }
        long same = clients.stream()
                .filter(client -> client.audience().caller().equals(audience.caller()) && !client.isGone())
                .count();
        if (same >= settings.clientsPerCaller()) {
            throw new TooManyListenersException(true);
        }
        ChangeClient client = new ChangeClient(audience, settings.clientTime());
        clients.add(client);
        return client;
    }

    /** Looks for changes and offers them to everybody. */
    public void poll() {
        clients.removeIf(ChangeClient::isGone);
        if (clients.isEmpty()) {
            recent.clear();
            reached = UNKNOWN;
            return;
        }
        look();
        int served = 0;
        ChangeBounds bounds = new ChangeBounds();
        for (ChangeClient client : clients) {
            long position = client.position();
            if (!client.isReady() || position >= reached) {
                continue;
            }
            if (position >= since) {
                client.offer(
                        bounds.audible(client.audience(), recent.subList(firstAfter(position), recent.size())),
                        reached);
            } else if (served++ < SERVED_FROM_THE_TABLE) {
                serve(client, position, bounds);
            }
        }
        clients.forEach(this::tick);
    }

    private void tick(ChangeClient client) {
        if (client.tick(settings.heartbeat(), settings.patience())) {
            cut.increment();
        }
    }

    private void look() {
        long horizon = log.horizon();
        if (horizon < reached) {
            // Another database, or an older one: whoever comes back is told to read everything anew.
            clients.forEach(ChangeClient::close);
            reached = UNKNOWN;
        }
        if (reached == UNKNOWN) {
            recent.clear();
            since = horizon;
            reached = horizon;
        }
        for (int pages = 0; reached < horizon && pages < PAGES; pages++) {
            List<ChangeEvent> page = log.after(reached, null, PAGE);
            page.forEach(event -> recent.add(ChangeHint.of(event)));
            reached = page.size() == PAGE ? page.get(PAGE - 1).position() : last(page, horizon);
        }
        int many = recent.size() - settings.memory();
        if (many > settings.memory() / 2) {
            since = recent.get(many - 1).event().position();
            recent.subList(0, many).clear();
        }
    }

    /** A page from the table, for who is further behind. */
    private void serve(ChangeClient client, long position, ChangeBounds bounds) {
        long horizon = log.horizon();
        List<ChangeEvent> page = log.after(position, client.audience().models(), PAGE);
        List<ChangeHint> hints = page.stream().map(ChangeHint::of).toList();
        client.offer(
                bounds.audible(client.audience(), hints),
                page.size() == PAGE ? page.get(PAGE - 1).position() : last(page, horizon));
    }

    /** Where a reader is after a page that was not full: at the horizon of before, or later when the page was. */
    private static long last(List<ChangeEvent> page, long horizon) {
        return page.isEmpty()
                ? horizon
                : Math.max(horizon, page.get(page.size() - 1).position());
    }

    private int firstAfter(long position) {
        int low = 0;
        int high = recent.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (recent.get(middle).event().position() <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Nobody waits for listeners when the hub stops: they come back to another one. */
    @EventListener
    void stop(ContextClosedEvent closing) {
        clients.forEach(ChangeClient::close);
    }
}
