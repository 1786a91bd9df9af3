package routes;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import sync.Run;
import sync.RunMode;
import sync.RunTrigger;

/** A run inside one transaction that is rolled back: it meets everything that a run meets, and leaves nothing. */
@Component
public class DryRun {
    private final FlowRunner runner;
    private final TransactionTemplate transaction;

    DryRun(FlowRunner runner, PlatformTransactionManager transactions) {
        this.runner = runner;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @return the run as it ended; its row is gone again
     * @throws FlowFailedException when it failed
     */
    public Run run(String flow, RunMode mode) {
        return transaction.execute(status -> {
            status.setRollbackOnly();
            return runner.run(flow, mode, RunTrigger.COMMAND);
        });
    }
}
