package routes;

import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import sync.FlowSpec;
import sync.FlowStates;
import sync.PulledModels;

/** The flows that hints are for: those that pull the model, have begun to, and are not paused. */
@Component("hintedFlows")
public class HintedFlows implements PulledModels {
    private static final Comparator<FlowSpec> JOINED_FIRST =
            Comparator.comparing(flow -> flow.requires().size());

    private final Flows flows;
    private final FlowStates states;

    HintedFlows(Flows flows, FlowStates states) {
        this.flows = flows;
        this.states = states;
    }

    @Override
    public List<FlowSpec> flows(String connection, String model) {
        return flows.all().stream()
                .filter(flow -> isDefault(connection) || flow.forUsers())
                .filter(flow -> model.equals(flow.model()) || model.equals(flow.publicModel()))
                .filter(flow -> states.begun(flow.name(), connection) && !states.paused(flow.name(), connection))
                .sorted(JOINED_FIRST)
                .toList();
    }

    @Override
    public List<FlowSpec> pulling(String connection) {
        return flows.all().stream()
                .filter(flow -> isDefault(connection) ? isInUse(flow) : flow.forUsers())
                .sorted(JOINED_FIRST)
                .toList();
    }

    private static boolean isDefault(String connection) {
        return connection.equals(FlowRunner.CONNECTION);
    }

    /** Whether the flow runs by the clock, is joined by another, or somebody has run it. */
    private boolean isInUse(FlowSpec flow) {
        boolean joined = flows.all().stream()
                .anyMatch(other -> other.requires().contains(flow.name()) && flows.isScheduled(other.name()));
        return flows.isScheduled(flow.name())
                || !flows.isSwitchedOff(flow.name()) && (joined || states.begun(flow.name(), FlowRunner.CONNECTION));
    }
}
