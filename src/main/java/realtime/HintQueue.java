package realtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import sync.Hint;
import sync.Hints;

/**
 * Hints on their way to the table, so that whoever brings one is answered at once, whatever the database does. Bounded: where too
 * many wait, a pull of the model takes the place of its records. A process that dies takes up to a moment of them along; the next
 * pull brings what they were about.
 */
@Component
@ConditionalOnWebApplication
class HintQueue implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(HintQueue.class);
    private static final String WAKE = "seda:hints-wake?size=1&discardWhenFull=true";
    private static final int BATCH = 500;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(5);

    private final Hints hints;
    private final ProducerTemplate template;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition some = lock.newCondition();
    private final Map<Hint, String> waiting = new LinkedHashMap<>();
    private int inHand;
    private volatile boolean running;
    private Thread writer;

    HintQueue(Hints hints, ProducerTemplate template, RealtimeProperties settings, MeterRegistry meters) {
        this.hints = hints;
        this.template = template;
        this.most = settings.queue();
        Gauge.builder("hub.hints.queued", this::size).register(meters);
    }

    /** Takes a hint. Never blocks on anything but memory. */
    void offer(Hint hint, String source) {
        lock.lock();
        try {
            boolean room = waiting.size() < most || waiting.containsKey(hint);
            waiting.putIfAbsent(room ? hint : hint.whole(), room ? source : "catch-up");
            some.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Those that are not in the table yet. */
    private int size() {
        lock.lock();
        try {
            return waiting.size() + inHand;
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        while (running) {
            Map<Hint, String> batch = next();
            boolean stored = batch.isEmpty() || store(batch);
            stored();
            if (!stored) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        Map<Hint, String> last = take(Integer.MAX_VALUE);
        if (!last.isEmpty()) {
            store(last);
        }
    }

    private boolean store(Map<Hint, String> batch) {
        try {
            for (String source : batch.values().stream().distinct().toList()) {
                List<Hint> some = batch.keySet().stream()
                        .filter(hint -> batch.get(hint).equals(source))
                        .toList();
                hints.add(some, source);
            }
            if (template.getCamelContext().isStarted()) {
                template.sendBody(WAKE, null);
            }
            return true;
        } catch (DataAccessException | TransactionException failed) {
            LOG.warn(
                    "{} hints cannot be stored now ({}); they wait",
                    batch.size(),
                    failed.getClass().getSimpleName());
            batch.forEach((hint, source) -> offer(hint, source));
            return false;
        } catch (RuntimeException unforeseen) {
            LOG.error("Hints were stored and nobody can be told", unforeseen);
            return true;
        }
    }

    private void stored() {
        lock.lock();
        inHand = 0;
        lock.unlock();
    }

    private Map<Hint, String> next() {
        lock.lock();
        try {
            while (running && waiting.isEmpty()) {
                some.await();
            }
            return take(BATCH);
        } catch (InterruptedException ends) {
            return Map.of();
        } finally {
            lock.unlock();
        }
    }

    private Map<Hint, String> take(int most) {
        lock.lock();
        try {
            Map<Hint, String> batch = new LinkedHashMap<>();
            Iterator<Map.Entry<Hint, String>> entries = waiting.entrySet().iterator();
            while (entries.hasNext() && batch.size() < most) {
                Map.Entry<Hint, String> entry = entries.next();
                batch.put(entry.getKey(), entry.getValue());
                entries.remove();
            }
            inHand = batch.size();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        running = true;
        writer = new Thread(this::write, "hints-writer");
        writer.setDaemon(true);
        writer.start();
    }

    /** What still waits is stored first. */
    @Override
    public void stop() {
        running = false;
        writer.interrupt();
        try {
            writer.join(END.toMillis());
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        }
    }

    /** After the web server, which brings hints, and before the pool of database connections. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
