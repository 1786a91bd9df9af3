package routes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import sync.Run;
import sync.RunFigures;
import sync.RunMode;
import sync.RunTrigger;

/**
 * The operation pullEmployees: one run of the flow employees that the client waits for. Over the hub's own connection it also looks
 * for deleted employees; other credentials may see fewer of them, which is no deletion.
 */
@Component("employeePull")
public class EmployeePull {
    private static final String FLOW = "employees";
    private static final int MOST_ERRORS = 100;

    private final FlowRunner runner;
    private final JdbcClient database;

    EmployeePull(FlowRunner runner, JdbcClient database) {
        this.runner = runner;
        this.database = database;
    }

    /**
     * @param odoo name of the Odoo connection to call
     * @return added, updated, total and errors (null for none)
     * @throws FlowFailedException when the run failed
     */
    public Map<String, Object> pull(
            @Body Map<String, Object> request, @ExchangeProperty("odooConnection") String odoo) {
        int limit = request.get("limit") instanceof Number number ? number.intValue() : 0;
        RunMode mode = limit == 0 && odoo.equals(FlowRunner.CONNECTION) ? RunMode.FULL : RunMode.INCREMENTAL;
        Run run = runner.run(FLOW, mode, RunTrigger.REST, new Run.Source(odoo, limit));
        RunFigures figures = run.getFigures();
        List<String> errors = database.sql(
                        "SELECT coalesce(name, 'Record ' || odoo_id) || ': ' || coalesce(detail, reason)"
                                + " FROM sync_reject WHERE last_run = :run AND healed_at IS NULL ORDER BY odoo_id LIMIT :most")
                .param("run", run.getId())
                .param("most", MOST_ERRORS)
                .query(String.class)
                .list();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("success", true);
        answer.put("message", "Synced " + figures.read() + " employees from Odoo");
        answer.put("added", figures.created());
        answer.put("updated", figures.updated());
        answer.put("total", figures.read());
        answer.put("errors", errors.isEmpty() ? null : errors);
        answer.put("run_id", run.getId());
        answer.put("more", run.isPartial());
        return answer;
    }
}
