package routes;

import java.util.Map;
import org.springframework.stereotype.Component;
import sync.ConnectionSchedule;

/** What the operations of {@code openapi/own-flows.yaml} need beyond SQL. */
@Component("ownFlows")
public class OwnFlows {
    private final Flows flows;
    private final ConnectionSchedule schedule;

    OwnFlows(Flows flows, ConnectionSchedule schedule) {
        this.flows = flows;
        this.schedule = schedule;
    }

    /**
     * Changes whether and when a flow runs by itself on a connection.
     *
     * @param request {@code enabled}, {@code schedule}; what is missing stays as it is, a schedule of null is the usual one
     * @throws UnknownFlowException when users' connections have no such flow
     * @throws sync.ScheduleRefusedException when the schedule is none, or too often
     */
    public void change(long connection, String flow, Map<String, Object> request) {
        existing(flow);
        String wanted =
                request.get("schedule") == null ? "" : request.get("schedule").toString();
        schedule.change(
                connection, flow, (Boolean) request.get("enabled"), request.containsKey("schedule") ? wanted : null);
    }

    /**
     * Lets a flow run next on a connection.
     *
     * @param request {@code compare}: whether its ids are to be compared with Odoo's
     * @throws sync.ScheduleRefusedException when the connection is paused or the flow turned off
     */
    public void next(long connection, String flow, Map<String, Object> request) {
        existing(flow);
        schedule.next(connection, flow, Boolean.TRUE.equals(request.get("compare")));
    }

    private void existing(String flow) {
        if (!flows.forUsers().contains(flow)) {
            throw new UnknownFlowException(flows.forUsers());
        }
    }
}
