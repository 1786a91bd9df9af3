package hub.start;

import changes.webhooks.WebhookSettingsException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence what is wrong with a webhook of the settings. */
class WebhookFailureAnalyzer extends AbstractFailureAnalyzer<WebhookSettingsException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, WebhookSettingsException cause) {
        return new FailureAnalysis("Not started: " + cause.getMessage(), null, cause);
    }
}
