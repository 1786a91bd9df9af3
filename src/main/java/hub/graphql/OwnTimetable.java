package hub.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When the flows of a user's connection run by themselves, beside where they stand. */
@Component
class OwnTimetable {
    private static final String FLOWS = """
            SELECT f.flow, c.paused_reason AS connection_paused, f.failures, f.last_failure,
                   CASE WHEN f.enabled AND c.state = 'active' THEN to_json(f.due_at) #>> '{}' END AS next_run
            FROM odoo_connection c JOIN connection_flow f ON f.connection_id = c.id WHERE 'c' || c.id = :connection""";

    private final JdbcClient database;

    OwnTimetable(JdbcClient database) {
        this.database = database;
    }

    /**
     * @param connection key of a connection that the caller may see
     * @param ran the flows that ran on it, as rows of SyncStatus
     * @return these and those that are to run, by name
     */
    List<Map<String, Object>> added(String connection, List<Map<String, Object>> ran) {
        Map<String, Map<String, Object>> flows = new TreeMap<>();
        ran.forEach(flow -> {
            flow.put("failures", 0);
            flows.put(flow.get("flow").toString(), flow);
        });
        for (Map<String, Object> row :
                database.sql(FLOWS).param("connection", connection).query().listOfRows()) {
            flows.computeIfAbsent(
                            row.get("flow").toString(),
                            name -> new LinkedHashMap<>(Map.of("paused", false, "open_rejects", 0)))
                    .putAll(row);
        }
        return List.copyOf(flows.values());
    }
}
