package hub.gateway;

import gateway.mirror.MirrorFlows;
import java.util.Optional;
import org.springframework.stereotype.Component;
import routes.Flows;
import sync.FlowSpec;

/** The flows whose mapping is the mirror, for those who read it. */
@Component
class FlowsOfMirror implements MirrorFlows {
    private static final String MIRROR = "mirror";

    private final Flows flows;

    FlowsOfMirror(Flows flows) {
        this.flows = flows;
    }

    @Override
    public MirrorFlow named(String flow) {
        return of(flows.get(flow));
    }

    @Override
    public Optional<MirrorFlow> ofModel(String model) {
        return flows.all().stream()
                .filter(flow -> flow.mapping().equals(MIRROR) && flow.model().equals(model))
                .findFirst()
                .map(FlowsOfMirror::of);
    }

    private static MirrorFlow of(FlowSpec flow) {
        return new MirrorFlow(flow.name(), flow.fields(), flow.domain());
    }
}
