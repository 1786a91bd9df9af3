package routes;

import java.time.Duration;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import odoo.OdooMissingException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import sync.FlowSpec;
import sync.FlowStates;
import sync.Run;
import sync.RunInProgressException;
import sync.RunMode;
import sync.RunTrigger;
import sync.Runs;

/** Starts runs, whoever asks: schedule, REST, command line, Hawtio. Routes call it as the bean {@code flowRunner}. */
@Component("flowRunner")
public class FlowRunner {
    private static final Logger LOG = LoggerFactory.getLogger(FlowRunner.class);
    static final String CONNECTION = "default";
    private static final Duration REST = Duration.ofHours(23);

    private final Flows flows;
    private final Runs runs;
    private final FlowStates states;
    private final ProducerTemplate template;
    private final ExecutorService executor;

    FlowRunner(Flows flows, Runs runs, FlowStates states, CamelContext camel, ProducerTemplate template) {
        this.flows = flows;
        this.runs = runs;
        this.states = states;
        this.template = template;
        this.executor = camel.getExecutorServiceManager().newThreadPool(this, "flow-run", 0, 4);
    }

    /**
     * Opens a run and lets it go on by itself.
     *
     * @return the open run
     * @throws RunInProgressException when one is under way
     * @throws UnknownFlowException when there is no such flow
     */
    public Run start(String flow, RunMode mode, RunTrigger trigger) {
        Run run = runs.open(flows.get(flow), CONNECTION, mode, trigger);
        CompletableFuture.runAsync(() -> execute(run), executor);
        return run;
    }

    /**
     * Opens a run and waits for its end.
     *
     * @throws FlowFailedException when it failed
     */
    public Run run(String flow, RunMode mode, RunTrigger trigger) {
        return run(flow, mode, trigger, new Run.Source(CONNECTION, 0));
    }

    /**
     * Opens a run on another connection than the hub's own, with its own window, rejects and rows, and waits for its end. Only
     * for flows whose tables keep connections apart.
     *
     * @param connection key of the connection, as in {@code c17}
     * @throws FlowFailedException when it failed; its cause is what stopped the run
     * @throws RunInProgressException when one of this flow is under way there
     */
    public Run run(String flow, RunMode mode, RunTrigger trigger, String connection) {
        return finished(runs.open(flows.get(flow), connection, mode, trigger));
    }

    /**
     * Opens a run that takes its records from somewhere else than usual, and waits for its end.
     *
     * @throws FlowFailedException when it failed
     */
    public Run run(String flow, RunMode mode, RunTrigger trigger, Run.Source source) {
        return finished(runs.open(flows.get(flow), CONNECTION, mode, trigger, source));
    }

    private Run finished(Run run) {
        FlowFailedException failure = execute(run);
        if (failure != null) {
            throw failure;
        }
        return run;
    }

    /**
     * A tick of the schedule: runs unless the flow is paused or busy, or rests because Odoo lacks its model.
     *
     * @param tick when it was due
     */
    public void scheduled(String flow, String mode, Date tick) {
        if (states.paused(flow, CONNECTION)) {
            LOG.info("Flow {} is paused; its schedule is passed over", flow);
            return;
        }
        if (isResting(flow)) {
            return;
        }
        try {
            Run run = runs.open(flows.get(flow), CONNECTION, RunMode.of(mode), RunTrigger.SCHEDULE);
            runs.noteTick(run, tick.toInstant());
            execute(run);
        } catch (RunInProgressException e) {
            LOG.info("Flow {} is running; its schedule is passed over", flow);
        }
    }

    /** Brings a flow up to date because somebody reads its rows; passed over while it runs. A failure is the run's own. */
    public void catchUp(String flow) {
        try {
            execute(runs.open(flows.get(flow), CONNECTION, RunMode.INCREMENTAL, RunTrigger.REQUIRED));
        } catch (RunInProgressException e) {
            LOG.debug("Flow {} is running already", flow);
        }
    }

    /** @return why it failed, or null */
    private FlowFailedException execute(Run run) {
        Exchange done;
        try (RunLog log = RunLog.of(run)) {
            done = template.send("direct:run-flow", exchange -> exchange.setProperty("run", run));
        }
        if (done.getException() == null) {
            return null;
        }
        Failures.Failure failure = Failures.of(done.getException());
        if (isStopping(done.getException())) {
            runs.interrupt(run, failure.sentence(), failure.remedy());
        } else {
            runs.fail(run, failure.sentence(), failure.remedy());
        }
        if (isWithoutModel(done.getException())) {
            LOG.warn(
                    "Flow {} rests: this Odoo has no {}. It is looked for again in a day, or when the flow is run",
                    run.getName(),
                    run.getModel());
            states.rest(run.getName(), run.getConnection());
        }
        String said = failure.remedy() == null ? failure.sentence() : failure.sentence() + " " + failure.remedy();
        return new FlowFailedException(run, said, done.getException());
    }

    private static boolean isStopping(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof HubStoppingException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /** Whether the flow's schedule is passed over because Odoo lacks its model: a module that is not installed. */
    public boolean isResting(String flow) {
        return states.resting(flow, CONNECTION, REST);
    }

    private static boolean isWithoutModel(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OdooMissingException missing) {
                return missing.getWhat() == OdooMissingException.What.MODEL;
            }
        }
        return false;
    }

    /** The flow's description of itself, for those who list flows. */
    public FlowSpec spec(String flow) {
        return flows.get(flow);
    }
}
