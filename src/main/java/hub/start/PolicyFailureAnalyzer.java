package hub.start;

import gateway.policy.PolicyException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence what is wrong with a policy file of the gateway. */
class PolicyFailureAnalyzer extends AbstractFailureAnalyzer<PolicyException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, PolicyException cause) {
        return new FailureAnalysis("Not started: " + cause.getMessage(), null, cause);
    }
}
