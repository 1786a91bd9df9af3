package routes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import sync.ConnectionClaim;
import sync.ConnectionRunProperties;
import sync.ConnectionSchedule;
import sync.Run;
import sync.RunMode;
import sync.RunTrigger;

/** Runs of flows on users' connections, as many at a time as this process has places for. */
@Component("connectionRuns")
public class ConnectionRuns {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionRuns.class);

    private record UnderWay(ConnectionClaim claim, long since) {}

    private final Flows flows;
    private final FlowRunner runner;
    private final ConnectionSchedule schedule;
    private final ConnectionRunProperties settings;
    private final Map<String, UnderWay> underWay = new ConcurrentHashMap<>();

    ConnectionRuns(Flows flows, FlowRunner runner, ConnectionSchedule schedule, ConnectionRunProperties settings) {
        this.flows = flows;
        this.runner = runner;
        this.schedule = schedule;
        this.settings = settings;
    }

    /** Claims as many runs as there are places free. Those that failed last get half of the places, so that they delay no other. */
    public synchronized List<ConnectionClaim> claim() {
        int free = settings.runs() - underWay.size();
        if (free <= 0) {
            return List.of();
        }
        long failing =
                underWay.values().stream().filter(u -> u.claim().failing()).count();
        int mayFail = (int) Math.max(0, Math.max(1, settings.runs() / 2) - failing);
        List<ConnectionClaim> claimed = schedule.claim(free, mayFail);
        return claimed.stream().filter(this::begin).toList();
    }

    /** @return false when an earlier claim of the same flow, whose lease is over, still runs here */
    private boolean begin(ConnectionClaim c) {
        boolean first = underWay.putIfAbsent(key(c.connection(), c.flow()), new UnderWay(c, System.nanoTime())) == null;
        if (!first) {
            schedule.postponed(c);
        }
        return first;
    }

    /** Gives new connections their timetable. */
    public void complete() {
        schedule.complete(flows.forUsers());
    }

    /** Runs a claimed flow to its end. @throws FlowFailedException when it failed */
    public void run(@ExchangeProperty("claim") ConnectionClaim claim) {
        runner.run(claim.flow(), RunMode.INCREMENTAL, RunTrigger.SCHEDULE, claim.connection());
        if (claim.compare()) {
            runner.run(claim.flow(), RunMode.RECONCILE, RunTrigger.SCHEDULE, claim.connection());
        }
        schedule.done(claim);
    }

    /** The next page of a run: it goes on while the claim is ours and its time is not over. @throws RunStoppedException */
    public void page(@ExchangeProperty("run") Run run) {
        UnderWay mine = underWay.get(key(run.getConnection(), run.getName()));
        if (mine == null) {
            return;
        }
        if (!schedule.renew(mine.claim())) {
            throw new RunStoppedException(
                    "The run was given up: it was silent for too long, or its connection is gone.");
        }
        if (Duration.ofNanos(System.nanoTime() - mine.since()).compareTo(settings.runTime()) > 0) {
            throw new RunStoppedException(
                    "The run gives way to others after " + settings.runTime().toMinutes() + " minutes.");
        }
    }

    /** It could not run, or was stopped half way, for no fault of the connection. */
    public void postponed(@ExchangeProperty("claim") ConnectionClaim claim) {
        schedule.postponed(claim);
    }

    /** It failed. */
    public void failed(
            @ExchangeProperty("claim") ConnectionClaim claim,
            @ExchangeProperty(org.apache.camel.Exchange.EXCEPTION_CAUGHT) Throwable failure) {
        Throwable cause = failure instanceof FlowFailedException ? failure.getCause() : failure;
        String sentence = Failures.of(cause).sentence();
        LOG.warn("Flow {} failed on connection {}: {}", claim.flow(), claim.connection(), sentence);
        schedule.failed(claim, sentence);
    }

    /** Its place is free. */
    public void end(@ExchangeProperty("claim") ConnectionClaim claim) {
        underWay.remove(key(claim.connection(), claim.flow()));
    }

    /** How many runs of users' connections this process has under way. */
    public int getUnderWay() {
        return underWay.size();
    }

    private static String key(String connection, String flow) {
        return connection + "/" + flow;
    }
}
