package routes;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.MDC;
import sync.Run;

/** Names the run in every line that its thread logs, as the fields {@code run}, {@code flow} and {@code connection}, until closed. */
final class RunLog implements AutoCloseable {
    private final Map<String, String> before;

    private RunLog(Map<String, String> before) {
        this.before = before;
    }

    static RunLog of(Run run) {
        Map<String, String> outer = MDC.getCopyOfContextMap();
        MDC.put("run", Long.toString(run.getId()));
        MDC.put("flow", run.getName());
        MDC.put("connection", run.getConnection());
        return new RunLog(outer == null ? new HashMap<>() : outer);
    }

    /** A run that another one required ends within it. */
    @Override
    public void close() {
        MDC.setContextMap(before);
    }
}
