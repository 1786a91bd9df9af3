package attendance;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Starts pushes, whoever asks: timer, schedule, REST, command line, Hawtio. Any number of them may run side by side. */
@Component("attendancePush")
public class AttendancePush {
    private static final Logger LOG = LoggerFactory.getLogger(AttendancePush.class);
    private static final long TICK_MILLIS = 200;
    private static final long LONGEST_WAIT_MILLIS = TimeUnit.MINUTES.toMillis(5);

    private final ProducerTemplate template;
    private final PushRange ranges;
    private final PushState state;
    private final PushProperties settings;
    private final ApplicationEventPublisher events;
    private final ZoneId zone;
    private final ExecutorService executor;

    AttendancePush(
            ProducerTemplate template,
            CamelContext camel,
            PushRange ranges,
            PushState state,
            PushProperties settings,
            ApplicationEventPublisher events,
            IntakeProperties intake) {
        this.template = template;
        this.ranges = ranges;
        this.state = state;
        this.settings = settings;
        this.events = events;
        this.zone = intake.days();
        this.executor = camel.getExecutorServiceManager().newCachedThreadPool(this, "attendance-push");
    }

    /** A tick of the timer: pushes what is due, unless the flow is paused. */
    public void due() {
        if (!state.isPaused()) {
            logged(AttendanceOutbox.CONNECTION);
        }
    }

    /** The daily push: what waits for its next attempt is tried as well, unless the flow is paused. */
    public void everything() {
        if (state.isPaused()) {
            LOG.info("Flow attendance is paused; its schedule is passed over");
        } else {
            runNow();
        }
    }

    /** Pushes everything that waits, paused or not. */
    public PushRun runNow() {
        ranges.hasten();
        return logged(AttendanceOutbox.CONNECTION);
    }

    private PushRun logged(String via) {
        PushRun run = new PushRun(via);
        try {
            drain(run, 0);
        } finally {
            state.finished(run);
        }
        return run;
    }

    /** The same as {@link #push(LocalDate, LocalDate, String)} over the connection of the settings. */
    public PushResult push(LocalDate from, LocalDate to) {
        return push(from, to, AttendanceOutbox.CONNECTION);
    }

    /**
     * Pushes the attendances of these days that wait, and returns when the outcome of each is known. What was pushed before
     * is not pushed again, and nothing of other days is pushed but what is before these in the order of one employee.
     *
     * @param from first day, in the zone of the attendances
     * @param to last day
     * @param connection name of the Odoo connection that the calls go over; it has to reach the Odoo whose employees the
     *     persons are
     * @throws IllegalArgumentException when the last day is before the first
     */
    public PushResult push(LocalDate from, LocalDate to, String connection) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("The last day is before the first");
        }
        List<Long> subjects = ranges.take(
                from.atStartOfDay(zone).toInstant(),
                to.plusDays(1).atStartOfDay(zone).toInstant());
        PushRun run = new PushRun(connection, PushRange.FIRST);
        try {
            if (ranges.waiting(subjects)) {
                drain(run, subjects.size());
                awaitOthers(subjects);
            }
        } catch (RuntimeException interrupted) {
            state.finished(run);
            throw interrupted;
        }
        PushResult result = ranges.result(subjects);
        state.finished(run, result, from, to);
        return result;
    }

    private void drain(PushRun run, long total) {
        CompletableFuture<?>[] workers = IntStream.range(0, settings.workers())
                .mapToObj(i -> CompletableFuture.runAsync(() -> work(run), executor))
                .toArray(CompletableFuture[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(workers);
        while (!ended(all)) {
            if (total > 0) {
                events.publishEvent(new PushProgressed(run.getPushed() + run.getFailed(), total));
            }
        }
    }

    private void work(PushRun run) {
        Exchange done = template.send("direct:attendance-drain", exchange -> exchange.setProperty("push", run));
        if (done.getException() != null) {
            throw new IllegalStateException("The push was interrupted; its rows are pushed later", done.getException());
        }
    }

    private static boolean ended(CompletableFuture<Void> all) {
        try {
            all.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while pushing", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    e.getCause().getMessage(), e.getCause().getCause());
        }
    }

    /** Rows of ours may be in another worker's batch, here or in another process. */
    private void awaitOthers(List<Long> subjects) {
        CompletableFuture<Void> never = new CompletableFuture<>();
        for (long waited = 0; ranges.claimed(subjects) && waited < LONGEST_WAIT_MILLIS; waited += TICK_MILLIS) {
            ended(never);
        }
    }
}
