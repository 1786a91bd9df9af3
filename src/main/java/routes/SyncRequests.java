package routes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import odoo.OdooConnections;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;
import sync.FlowSpec;
import sync.FlowStates;
import sync.Run;
import sync.RunMode;
import sync.RunTrigger;

/** What the operations of {@code openapi/sync.yaml} need beyond SQL. */
@Component("syncRequests")
public class SyncRequests {
    private final Flows flows;
    private final FlowRunner runner;
    private final FlowStates states;
    private final OdooConnections connections;

    SyncRequests(Flows flows, FlowRunner runner, FlowStates states, OdooConnections connections) {
        this.flows = flows;
        this.runner = runner;
        this.states = states;
        this.connections = connections;
    }

    /** The flows there are, as the contract's {@code Flow} less its last run. */
    public List<Map<String, Object>> flows() {
        return flows.all().stream().map(this::flow).toList();
    }

    private Map<String, Object> flow(FlowSpec spec) {
        Map<String, Object> flow = new LinkedHashMap<>();
        flow.put("name", spec.name());
        flow.put("description", spec.description());
        flow.put("model", spec.model());
        flow.put("paused", states.paused(spec.name(), FlowRunner.CONNECTION));
        flow.put("resting", runner.isResting(spec.name()));
        flow.put("requires", spec.requires());
        flow.put("record_url", recordUrl(spec.model()));
        return flow;
    }

    /** The form of address that every version of Odoo's web client understands; newer ones rewrite it. */
    private String recordUrl(String model) {
        try {
            return connections.get(FlowRunner.CONNECTION).url() + "/web#id={id}&model=" + model + "&view_type=form";
        } catch (IllegalArgumentException notSetUp) {
            return null;
        }
    }

    /**
     * Opens a run on behalf of a client and sets status and Location.
     *
     * @return the run's id, flow, mode and status
     */
    public Map<String, Object> start(
            @Header("flow") String flow, @Body Map<String, Object> request, Exchange exchange) {
        Object mode = request == null ? null : request.get("mode");
        Run run = runner.start(flow, mode == null ? RunMode.INCREMENTAL : RunMode.of(mode.toString()), RunTrigger.REST);
        String address = "/api/v1/sync/runs/" + run.getId();
        exchange.getMessage().setHeader("Location", address);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 202);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", run.getId());
        answer.put("flow", flow);
        answer.put("mode", run.getMode().toString());
        answer.put("status", "running");
        answer.put("href", address);
        return answer;
    }
}
