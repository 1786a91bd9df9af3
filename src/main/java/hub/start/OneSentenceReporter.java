package hub.start;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Tells the person at the terminal why the start failed, on standard error, without a stack trace. */
class OneSentenceReporter implements FailureAnalysisReporter {
    @Override
    public void report(FailureAnalysis analysis) {
        StringBuilder said =
                new StringBuilder("odoo-hub: ").append(analysis.getDescription().strip());
        if (analysis.getAction() != null && !analysis.getAction().isBlank()) {
            said.append(' ').append(analysis.getAction().strip());
        }
        System.err.println(said.toString().replaceAll("\\s*\\R\\s*", " "));
    }
}
