package hub;

import connections.ConnectionStore;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedOperationParameter;
import org.springframework.jmx.export.annotation.ManagedResource;
import routes.ConnectionRuns;
import sync.ConnectionSchedule;

/** Users' connections as operators see them in Hawtio: {@code odoo-hub:type=Connections}. */
@ManagedResource(description = "Users' connections: which run, which are paused and why, and what is due")
public class ConnectionsMBean {
    private static final String MOST = " LIMIT 1000";

    private final JdbcClient database;
    private final ConnectionStore store;
    private final ConnectionSchedule schedule;
    private final ConnectionRuns runs;

    ConnectionsMBean(JdbcClient database, ConnectionStore store, ConnectionSchedule schedule, ConnectionRuns runs) {
        this.database = database;
        this.store = store;
        this.schedule = schedule;
        this.runs = runs;
    }

    @ManagedAttribute(description = "Connections that are used")
    public long getEnabled() {
        return count("odoo_connection c JOIN hub_user u ON u.id = c.owner WHERE c.state = 'active' AND u.enabled");
    }

    @ManagedAttribute(description = "Connections that wait for their owner to save credentials")
    public long getPaused() {
        return count("odoo_connection WHERE owner IS NOT NULL AND state = 'paused'");
    }

    @ManagedAttribute(description = "Flows of connections whose last run failed")
    public long getFailing() {
        return count("connection_flow WHERE failures > 0");
    }

    @ManagedAttribute(description = "Flows under way, in all processes")
    public long getRunning() {
        return count("connection_flow WHERE claimed_until > now()");
    }

    @ManagedAttribute(description = "Flows under way in this process")
    public int getRunningHere() {
        return runs.getUnderWay();
    }

    @ManagedAttribute(description = "Flows that are due and wait for a free place")
    public long getDue() {
        return count(
                "connection_flow f JOIN odoo_connection c ON c.id = f.connection_id WHERE f.enabled AND c.state = 'active'"
                        + " AND f.due_at <= now() AND f.claim IS NULL");
    }

    @ManagedAttribute(description = "The next moment at which a flow is due")
    public String getNextDue() {
        return database.sql("SELECT coalesce(min(f.due_at)::text, '') FROM connection_flow f JOIN odoo_connection c"
                        + " ON c.id = f.connection_id WHERE f.enabled AND c.state = 'active'")
                .query(String.class)
                .single();
    }

    @ManagedOperation(
            description = "Every flow of every connection: state and why, last run, next due; a thousand lines at most")
    public List<String> list() {
        return database.sql("SELECT concat_ws(' | ', 'c' || c.id, u.username, c.name, c.host, f.flow,"
                        + " CASE WHEN NOT u.enabled THEN 'owner disabled' WHEN c.state = 'paused' THEN 'paused: ' || c.paused_reason"
                        + " WHEN NOT f.enabled THEN 'turned off' WHEN f.claimed_until > now() THEN 'running'"
                        + " WHEN f.failures > 0 THEN 'failed ' || f.failures || ' times: ' || f.last_failure ELSE 'waiting' END,"
                        + " 'last well ' || coalesce(f.succeeded_at::text, 'never'), 'due ' || f.due_at)"
                        + " FROM odoo_connection c JOIN hub_user u ON u.id = c.owner"
                        + " LEFT JOIN connection_flow f ON f.connection_id = c.id ORDER BY c.id, f.flow" + MOST)
                .query(String.class)
                .list();
    }

    @ManagedOperation(description = "Pauses a connection until its owner saves credentials again")
    @ManagedOperationParameter(name = "id", description = "Number of the connection: 17 of c17")
    @ManagedOperationParameter(name = "reason", description = "A sentence for its owner")
    public String pause(long id, String reason) {
        return store.pause(id, reason, Duration.ZERO) ? "paused" : "nothing to pause";
    }

    @ManagedOperation(description = "Lets a flow of a connection run next")
    @ManagedOperationParameter(name = "id", description = "Number of the connection: 17 of c17")
    @ManagedOperationParameter(name = "flow", description = "contacts or products")
    public String runNext(long id, String flow) {
        schedule.next(id, flow, false);
        return "due";
    }

    private long count(String from) {
        return database.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }
}
