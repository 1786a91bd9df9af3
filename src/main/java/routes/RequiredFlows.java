package routes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import sync.FlowStates;
import sync.Run;
import sync.RunInProgressException;
import sync.RunMode;
import sync.RunTrigger;
import sync.SyncProperties;

/** Brings the flows up to date whose rows another flow joins. */
@Component("requiredFlows")
public class RequiredFlows {
    private final FlowRunner runner;
    private final FlowStates states;
    private final Duration maxAge;

    RequiredFlows(FlowRunner runner, FlowStates states, SyncProperties properties) {
        this.runner = runner;
        this.states = states;
        this.maxAge = properties.requiredMaxAge();
    }

    /** The required flows that never completed, or not lately; all of them for a flow that reads everything. */
    public List<String> due(@ExchangeProperty("run") Run run) {
        if (run.getFlow().isWhole()) {
            return run.getFlow().requires();
        }
        Instant oldest = Instant.now().minus(maxAge);
        return run.getFlow().requires().stream()
                .filter(flow -> states.watermark(flow, run.getConnection())
                        .filter(oldest::isBefore)
                        .isEmpty())
                .toList();
    }

    /**
     * Runs one of them now.
     *
     * @throws FlowFailedException when it failed
     */
    public void pull(String flow, Run run) {
        try {
            runner.run(flow, RunMode.INCREMENTAL, RunTrigger.REQUIRED, new Run.Source(run.getOdoo(), 0));
        } catch (RunInProgressException e) {
            // Another process brings it up to date at this moment.
        }
    }
}
